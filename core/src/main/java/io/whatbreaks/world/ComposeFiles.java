package io.whatbreaks.world;

import io.whatbreaks.fact.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that make up a project, where a {@code .env} beside them tells.
 *
 * @see <a
 *     href="https://docs.docker.com/compose/how-tos/environment-variables/envvars/#compose_file">
 *     COMPOSE_FILE</a>
 */
final class ComposeFiles {
  /** The slot of a document that is not used. */
  static final String UNUSED = "unused";

  private static final String FILE = ".env";

  /** The files in their order, by the folder that holds the list. */
  private final Map<String, List<String>> listed = new HashMap<>();

  ComposeFiles(List<Fact> facts) {
    Map<String, String> separators = new HashMap<>();
    Map<String, String> lists = new HashMap<>();
    for (Fact fact : facts) {
      if (fact instanceof Fact.Setting setting && isOfEnvironment(setting)) {
        String path = setting.evidence().at().path();
        String folder = path.substring(0, path.length() - FILE.length());
        switch (setting.key()) {
          case "COMPOSE_FILE" -> lists.put(folder, setting.value());
          case "COMPOSE_PATH_SEPARATOR" -> separators.put(folder, setting.value());
          default -> {}
        }
      }
    }
    lists.forEach(
        (folder, list) -> {
          List<String> files = new ArrayList<>();
          String separator = java.util.regex.Pattern.quote(separators.getOrDefault(folder, ":"));
          for (String file : list.split(separator, -1)) {
            files.add(folder + file.strip().replaceFirst("^(?:\\./)+", ""));
          }
          if (!list.isBlank() && list.indexOf('$') < 0) {
            listed.put(folder, files);
          }
        });
  }

  private static boolean isOfEnvironment(Fact.Setting setting) {
    String path = setting.evidence().at().path();
    return path.equals(FILE) || path.endsWith("/" + FILE);
  }

  /** The layer in the place that the list gives its document. */
  Fact.Layer placed(Fact.Layer layer) {
    String path = layer.evidence().at().path();
    List<String> files = listed.get(path.substring(0, path.lastIndexOf('/') + 1));
    if (files == null || !layer.evidence().scanner().equals("compose")) {
      return layer;
    }
    int at = files.indexOf(path);
    return new Fact.Layer(
        layer.component(),
        at < 0 ? UNUSED : String.format(java.util.Locale.ROOT, "%06d", at),
        layer.precedence(),
        layer.parts(),
        layer.takesBack(),
        layer.evidence());
  }
}
