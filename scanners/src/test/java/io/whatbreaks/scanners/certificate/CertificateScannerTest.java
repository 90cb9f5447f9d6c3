package io.whatbreaks.scanners.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SourceOutput;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The names are those that clients compare: RFC 9525, section 6. */
class CertificateScannerTest {
  /** CN web01.shop.test; DNS web01.shop.test, www.shop.test, *.apps.shop.test; IP 10.0.0.1. */
  private static final String ALTERNATIVES =
      """
      -----BEGIN CERTIFICATE-----
      MIIB0DCCAXagAwIBAgIUUmox9PgRlZ8q6ckNgpAjjXdmi8EwCgYIKoZIzj0EAwIw
      GjEYMBYGA1UEAwwPd2ViMDEuc2hvcC50ZXN0MCAXDTI2MTEyNDA4NTcxN1oYDzIx
      MjYxMDMxMDg1NzE3WjAaMRgwFgYDVQQDDA93ZWIwMS5zaG9wLnRlc3QwWTATBgcq
      hkjOPQIBBggqhkjOPQMBBwNCAAQCsU9lDA/combO0JhFFPOJJHGsXTQW5HwyWU+y
      BG0JY39/3KgpH6sR5LFitQyEee/tekBKFiPg5WXy2pLWItS0o4GXMIGUMB0GA1Ud
      DgQWBBTnV8mQOyNVUoF6omkcsU0kbNXjPDAfBgNVHSMEGDAWgBTnV8mQOyNVUoF6
      omkcsU0kbNXjPDAPBgNVHRMBAf8EBTADAQH/MEEGA1UdEQQ6MDiCD3dlYjAxLnNo
      b3AudGVzdIINd3d3LnNob3AudGVzdIIQKi5hcHBzLnNob3AudGVzdIcECgAAATAK
      BggqhkjOPQQDAgNIADBFAiBZgzt3rZBiUHxcAjgsq4+BIupCNqBhCBR4roTl4utY
      xQIhALFgN2ugqmPjbZEfqR9ELCpG5oUGA6VUy3JSsLFdW7zD
      -----END CERTIFICATE-----
      """;

  /** O Shop, CN mq01.shop.test, no alternative names. */
  private static final String COMMON_NAME =
      """
      -----BEGIN CERTIFICATE-----
      MIIBpzCCAU2gAwIBAgIULCyg72VLqYta3LH1ottlzBRnZ/IwCgYIKoZIzj0EAwIw
      KDENMAsGA1UECgwEU2hvcDEXMBUGA1UEAwwObXEwMS5zaG9wLnRlc3QwIBcNMjYx
      MTI0MDg1NzE3WhgPMjEyNjEwMzEwODU3MTdaMCgxDTALBgNVBAoMBFNob3AxFzAV
      BgNVBAMMDm1xMDEuc2hvcC50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
      24O5Fsdk2HE7EhcwfNpFnbk89lixs/qp46iFUelsBCM631UOOnMR1fyNa095WKwD
      Zm26Cg012eIN1F+FNBFW8qNTMFEwHQYDVR0OBBYEFDDWBWtjjOGJHgPy+nEwuADr
      Q9nAMB8GA1UdIwQYMBaAFDDWBWtjjOGJHgPy+nEwuADrQ9nAMA8GA1UdEwEB/wQF
      MAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgRH3XyTntH5Zqni15AnDg6m7jd26K4/8j
      bo22Y25UGwsCIQCpuyKrucQMQdUJ88SfiXDzFsZL2/GPESdxMAVA4SYq/A==
      -----END CERTIFICATE-----
      """;

  /** O Shop, CN Shop Root CA. */
  private static final String AUTHORITY =
      """
      -----BEGIN CERTIFICATE-----
      MIIBozCCAUmgAwIBAgIUF6r1CzrWqIy5vr2kiLUOfV1/cQUwCgYIKoZIzj0EAwIw
      JjENMAsGA1UECgwEU2hvcDEVMBMGA1UEAwwMU2hvcCBSb290IENBMCAXDTI2MTEy
      NDA4NTcxN1oYDzIxMjYxMDMxMDg1NzE3WjAmMQ0wCwYDVQQKDARTaG9wMRUwEwYD
      VQQDDAxTaG9wIFJvb3QgQ0EwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQdnU6M
      mmKm/omee6LvlJBYrJCDmgkfxj9JUbhI7GhYWi+G/mdlT3Fh2xabojbyKOjZWD6E
      kj8sHc5lSnISwkxoo1MwUTAdBgNVHQ4EFgQUjD/BHiIqHK0biEthWd54yu8KQ6Qw
      HwYDVR0jBBgwFoAUjD/BHiIqHK0biEthWd54yu8KQ6QwDwYDVR0TAQH/BAUwAwEB
      /zAKBggqhkjOPQQDAgNIADBFAiAxqJNLTt5fF5IVjgT3w/Pvy9JU9tyMZVPmAlXG
      h9M+FQIhAILbRivCh+K0jTMOcOXe6WOST1W1qZbTfX/f8F43N90w
      -----END CERTIFICATE-----
      """;

  private static Document document(String path, String text) {
    return Document.of("web01/" + path, Scope.host("web01"), path, text);
  }

  private static ScanResult scan(String text) {
    SourceOutput source = new SourceOutput();
    source.document(document("etc/ssl/web.crt", text));
    return Scanners.of(List.of(new CertificateScanner())).scan(source);
  }

  private static String names(String text) {
    return scan(text).facts().stream()
        .map(fact -> (Fact.Reference) fact)
        .map(
            fact ->
                fact.evidence().at().line()
                    + " "
                    + fact.target().name()
                    + (fact.use().hard() ? "" : " soft"))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void alternative_names_of_hosts_are_names_and_wildcards_and_addresses_are_none() {
    assertEquals("1 web01.shop.test soft\n1 www.shop.test soft", names(ALTERNATIVES));
    assertEquals(List.of(), scan(ALTERNATIVES).diagnostics());
  }

  @Test
  void the_common_name_counts_where_there_is_no_alternative() {
    assertEquals("1 mq01.shop.test soft", names(COMMON_NAME));
    assertEquals("", names(AUTHORITY));
  }

  @Test
  void only_the_first_certificate_of_a_chain_is_the_server_s() {
    assertEquals("1 mq01.shop.test soft", names(COMMON_NAME + ALTERNATIVES));
  }

  @Test
  void a_key_beside_it_is_passed_over() {
    String key = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n";
    assertEquals("4 mq01.shop.test soft", names(key + COMMON_NAME));
    assertFalse(scan(key + COMMON_NAME).facts().toString().contains("c2VjcmV0"));
  }

  @Test
  void what_cannot_be_read_is_said_and_costs_no_other_answer() {
    for (String broken :
        List.of(
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            "-----BEGIN CERTIFICATE-----\n",
            COMMON_NAME.substring(0, 200) + "-----END CERTIFICATE-----")) {
      ScanResult result = scan(broken);
      assertEquals(List.of(), result.facts(), broken);
      assertEquals("certificate-unreadable", result.diagnostics().get(0).code(), broken);
      assertFalse(result.files().get(0).isLost(), broken);
    }
  }

  @Test
  void bundles_of_authorities_and_files_without_a_certificate_are_not_read() {
    CertificateScanner scanner = new CertificateScanner();
    assertTrue(scanner.accepts(document("etc/ssl/web.pem", COMMON_NAME)));
    assertFalse(scanner.accepts(document("etc/ssl/web.conf", COMMON_NAME)));
    assertFalse(scanner.accepts(document("etc/ssl/certs/ca-certificates.crt", COMMON_NAME)));
    assertFalse(scanner.accepts(document("etc/ssl/web.pem", "none")));
    assertFalse(scanner.accepts(document("crt", COMMON_NAME)));
  }
}
