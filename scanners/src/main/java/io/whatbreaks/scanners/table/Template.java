package io.whatbreaks.scanners.table;

import java.util.List;

/** Files that become others when a template language has filled them in. */
final class Template {
  private static final List<String> ENDINGS =
      List.of(".j2", ".erb", ".epp", ".tmpl", ".tpl", ".ctmpl", ".template");

  private Template() {}

  /** The path that the file made from a template would have; of any other file its own. */
  static String plainPath(String path) {
    for (String ending : ENDINGS) {
      if (path.endsWith(ending) && path.length() > ending.length()) {
        return path.substring(0, path.length() - ending.length());
      }
    }
    return path;
  }
}
