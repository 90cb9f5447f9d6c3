import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.impact.Breakage;
import io.whatbreaks.impact.Impact;
import java.io.IOException;
import java.nio.file.Path;

/** Asks before a machine gets another name: OLD NEW PATH. */
public class AskBeforeRename {
  public static void main(String[] args) throws IOException {
    Snapshot snapshot = WhatBreaks.scan(Path.of(args[2]));
    Impact impact = snapshot.impactOf(Change.renameHost(args[0], args[1]));
    System.out.println(impact.verdict());
    for (Breakage breakage : impact.breakages()) {
      if (breakage.direct()) {
        System.out.println(breakage.component() + " " + breakage.effect());
        System.out.println("    " + breakage.why().get(0).evidence().at());
      }
    }
  }
}
