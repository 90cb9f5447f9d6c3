package io.whatbreaks.scanners.certificate;

import io.whatbreaks.diagnostic.Severity;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.fact.Group;
import io.whatbreaks.fact.Lookup;
import io.whatbreaks.model.HostName;
import io.whatbreaks.model.NodeKind;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * Reads the first certificate of a PEM file: the names it is for. Of keys beside it nothing is
 * read.
 *
 * <p>The names are those of the extension subjectAltName, and the common name where there is no
 * such extension. Clients that verify the server compare them with the name they dialled, so a
 * certificate that has only the old name does not fit the new one. Wildcards are no names of hosts.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9525">RFC 9525</a>
 */
public final class CertificateScanner implements Scanner {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";
  private static final Set<String> ENDINGS = Set.of("crt", "cer", "cert", "pem", "chain");
  private static final int DNS_NAME = 2;
  private static final int LONGEST = 64 * 1024;
  private static final int MOST_NAMES = 500;

  /** Bundles of authorities name no hosts. */
  private static final List<String> AUTHORITIES =
      List.of("ca-certificates", "ca-trust", "cacert", "ca-bundle", "certifi/");

  /** For {@link java.util.ServiceLoader}. */
  public CertificateScanner() {}

  @Override
  public String id() {
    return "certificate";
  }

  @Override
  public boolean accepts(Document document) {
    String name = document.fileName();
    int dot = name.lastIndexOf('.');
    String ending = name.substring(dot + 1).toLowerCase(Locale.ROOT);
    return dot > 0
        && ENDINGS.contains(ending)
        && AUTHORITIES.stream().noneMatch(document.localPath()::contains)
        && document.mentions(BEGIN);
  }

  /** No word of a certificate's text tells what it names, so all of them are read. */
  @Override
  public boolean isFoundation() {
    return true;
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    output.understood();
    String text = document.text();
    int start = text.indexOf(BEGIN);
    int end = text.indexOf(END, Math.max(start, 0));
    if (start < 0 || end < 0 || end - start > LONGEST) {
      unreadable(output, Math.max(start, 0));
      return;
    }
    byte[] pem = text.substring(start, end + END.length()).getBytes(StandardCharsets.ISO_8859_1);
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      if (factory.generateCertificate(new ByteArrayInputStream(pem))
          instanceof X509Certificate certificate) {
        names(certificate).forEach(name -> name(document, output, start, name));
      }
    } catch (CertificateException broken) {
      unreadable(output, start);
    }
  }

  private static void unreadable(ScanOutput output, int start) {
    output.notice(
        Severity.WARNING,
        "certificate-unreadable",
        start,
        "this is no certificate that can be read",
        "openssl x509 -noout -text -in FILE says more");
  }

  private static Set<String> names(X509Certificate certificate) throws CertificateException {
    Set<String> names = new LinkedHashSet<>();
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives == null) {
      commonNames(certificate, names);
      return names;
    }
    for (List<?> alternative : alternatives) {
      if (alternative.get(0) instanceof Integer type
          && type == DNS_NAME
          && alternative.get(1) instanceof String name
          && names.size() < MOST_NAMES) {
        names.add(name);
      }
    }
    return names;
  }

  private static void commonNames(X509Certificate certificate, Set<String> names) {
    try {
      for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        if (part.getType().equalsIgnoreCase("CN") && part.getValue() instanceof String name) {
          names.add(name);
        }
      }
    } catch (InvalidNameException unusual) {
      // A subject that is no list of attributes names no host.
    }
  }

  private static void name(Document document, ScanOutput output, int start, String name) {
    if (!HostName.isHostName(name) || name.startsWith("*") || name.indexOf(' ') >= 0) {
      return;
    }
    output.add(
        new Fact.Reference(
            document.component(),
            new Fact.Target(document.scope(), name, Set.of(NodeKind.HOST), OptionalInt.empty()),
            new Fact.Use(
                Lookup.COMPARED,
                new Group("certificate@" + document.localPath(), Group.Mode.ANY),
                false,
                Certainty.CERTAIN,
                ""),
            output.evidence(start, start + BEGIN.length(), "certificate/name")));
  }
}
