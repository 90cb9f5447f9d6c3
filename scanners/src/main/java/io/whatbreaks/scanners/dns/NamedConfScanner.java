package io.whatbreaks.scanners.dns;

import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanOutput;
import io.whatbreaks.scan.Scanner;
import io.whatbreaks.scanners.format.Format;
import io.whatbreaks.scanners.format.LocatedTree;
import io.whatbreaks.scanners.format.Node;

/**
 * Reads the configuration of BIND: which files hold its zones, the servers it takes zones from and
 * hands questions to, the addresses it lets in. PowerDNS reads zones from such a file too.
 *
 * @see <a href="https://doc.powerdns.com/authoritative/backends/bind.html">PowerDNS,
 *     bind-config</a>
 * @see <a href="https://bind9.readthedocs.io/en/stable/reference.html">BIND 9 reference</a>
 */
public final class NamedConfScanner implements Scanner {

  /** For ServiceLoader. */
  public NamedConfScanner() {}

  @Override
  public String id() {
    return "named";
  }

  @Override
  public boolean accepts(Document document) {
    String name = document.fileName();
    if (name.equals("named.conf") || name.startsWith("named.conf.")) {
      return true;
    }
    String folder = document.folder();
    String last = folder.substring(folder.lastIndexOf('/') + 1);
    boolean ofBind = last.equals("bind") || last.equals("named");
    // pdns.conf lies in the same folder and has another form.
    boolean ofPowerDns = NamedConf.isOfPowerDns(document) && document.mentions("zone \"");
    return (ofBind || ofPowerDns)
        && (name.endsWith(".conf") || name.startsWith("zones."))
        && document.mentions("zone");
  }

  @Override
  public boolean isFoundation() {
    return true;
  }

  @Override
  public void scan(Document document, ScanOutput output) {
    output.understood();
    LocatedTree tree = Format.BLOCKS.read(document);
    for (LocatedTree.Problem problem : tree.problems()) {
      output.lost(problem.code(), problem.offset(), problem.message(), problem.hint());
    }
    for (Node root : tree.roots()) {
      if (root instanceof Node.Mapping mapping) {
        new NamedConf(document, output).state(mapping);
      }
    }
  }
}
