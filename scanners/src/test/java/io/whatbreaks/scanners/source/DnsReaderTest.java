package io.whatbreaks.scanners.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.scan.SourceOptions;
import io.whatbreaks.scan.SourceOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be told without a name server; with one, LiveZoneIT tells. */
class DnsReaderTest {
  private static final String SECRET = "c2VjcmV0IG9mIHRoZSB0ZXN0";

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({
    "dns://ns1.shop.test/shop.test, dns://ns1.shop.test/shop.test, ns1.shop.test, 53, shop.test",
    "dns://10.20.0.2:5353/Shop.Test., dns://10.20.0.2:5353/shop.test, 10.20.0.2, 5353, shop.test",
    "dns://[2001:db8::53]/10.in-addr.arpa, dns://[2001:db8::53]/10.in-addr.arpa, 2001:db8::53, 53,"
        + " 10.in-addr.arpa",
    "dns://[::1]:5353/lan/, dns://[::1]:5353/lan, ::1, 5353, lan"
  })
  void a_path_names_server_port_and_zone(
      String written, String shown, String server, int port, String zone) throws IOException {
    Path path = Path.of(written);
    assertTrue(new DnsReader().accepts(path));
    assertFalse(new DirectoryReader().accepts(path));
    assertEquals(new DnsPath(shown, server, port, zone), DnsPath.of(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dns://ns1.shop.test",
        "dns://ns1.shop.test:0/shop.test",
        "dns://ns1.shop.test:99999/shop.test",
        "dns://ns1.shop.test/a/b",
        "dns://user@ns1/shop.test"
      })
  void a_path_that_names_less_or_more_is_refused(String written) {
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                new DnsReader().read(Path.of(written), SourceOptions.DEFAULT, new SourceOutput()));
    assertEquals(
        written + ": a zone of a name server is written dns://SERVER[:PORT]/ZONE", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dns", "dnsx:/a/b", "./dns:/a", "zones/dns:/a/b"})
  void other_paths_are_files(String written) {
    assertFalse(new DnsReader().accepts(Path.of(written)));
  }

  private String refusal(String key) throws IOException {
    Path file = Files.writeString(temp.resolve("key"), key);
    SourceOptions options = SourceOptions.DEFAULT.withTsigFile(file);
    IOException e = assertThrows(IOException.class, () -> TsigKey.of(options));
    assertFalse(e.toString().contains("c2Vj"), e::toString);
    assertEquals(null, e.getCause());
    return e.getMessage().replace(file + ": ", "");
  }

  @Test
  void a_key_that_is_not_understood_is_not_shown() throws IOException {
    String badly = "the key's algorithm, name or secret is not written as it must be";
    String no = "no key as tsig-keygen writes it, nor [ALGORITHM:]NAME:SECRET";
    assertEquals(badly, refusal("hmac-sha256:wb:" + SECRET + "*"));
    assertEquals(badly, refusal("hmac-rot13:wb:" + SECRET));
    assertEquals(badly, refusal("key wb { algorithm hmac-sha256; secret \"" + SECRET + "!\"; };"));
    assertEquals(no, refusal(SECRET));
    assertEquals(no, refusal(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key \"wb\" {\n\talgorithm hmac-sha512;\n\tsecret \"" + SECRET + "\";\n};\n",
        "hmac-sha512:wb:" + SECRET + "\n",
        "wb:" + SECRET
      })
  void a_key_is_read_from_either_form(String key) throws IOException {
    Path file = Files.writeString(temp.resolve("key"), key);
    assertTrue(TsigKey.of(SourceOptions.DEFAULT.withTsigFile(file)).isPresent());
  }

  @Test
  void a_key_file_that_is_missing_is_named() {
    Path missing = temp.resolve("none");
    IOException e =
        assertThrows(
            IOException.class, () -> TsigKey.of(SourceOptions.DEFAULT.withTsigFile(missing)));
    assertEquals(missing.toString(), e.getMessage());
  }
}
