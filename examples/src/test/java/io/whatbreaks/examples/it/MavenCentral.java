package io.whatbreaks.examples.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Software that Maven brings: artifacts in versions that no class path could hold beside each
 * other.
 */
final class MavenCentral {
  private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:";
  private static final String PROJECT =
      "<project><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId>"
          + "<version>1</version><packaging>pom</packaging>";

  private MavenCentral() {}

  private static String coordinate(String artifact) {
    String[] parts = artifact.split(":", -1);
    return "<groupId>"
        + parts[0]
        + "</groupId><artifactId>"
        + parts[1]
        + "</artifactId><version>"
        + parts[2]
        + "</version>";
  }

  /** Puts artifacts, {@code group:artifact:version} each, into a folder. */
  static void copy(List<String> artifacts, Path folder) throws IOException, InterruptedException {
    if (artifacts.isEmpty()) {
      return;
    }
    StringBuilder pom = new StringBuilder(PROJECT);
    pom.append("<build><plugins><plugin><groupId>org.apache.maven.plugins</groupId>");
    pom.append("<artifactId>maven-dependency-plugin</artifactId><configuration><artifactItems>");
    for (String artifact : artifacts) {
      pom.append("<artifactItem>").append(coordinate(artifact)).append("</artifactItem>");
    }
    pom.append("</artifactItems></configuration></plugin></plugins></build></project>");
    run(folder, pom.toString(), PLUGIN + "copy", "-DoutputDirectory=" + folder);
  }

  /** The jars of an artifact and of all that it depends on at run time. */
  static List<Path> classPath(String artifact, Path folder)
      throws IOException, InterruptedException {
    Path said = folder.resolve(artifact.replace(':', '_') + ".classpath");
    if (!Files.exists(said)) {
      String pom =
          PROJECT
              + "<dependencies><dependency>"
              + coordinate(artifact)
              + "</dependency></dependencies></project>";
      run(
          folder,
          pom,
          PLUGIN + "build-classpath",
          "-DincludeScope=runtime",
          "-Dmdep.outputFile=" + said);
    }
    return List.of(Files.readString(said).strip().split(":", -1)).stream().map(Path::of).toList();
  }

  private static void run(Path folder, String pom, String... arguments)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path file = folder.resolve("pom.xml");
    Files.writeString(file, pom);
    List<String> command = new ArrayList<>(List.of("mvn", "-B", "-q", "-f", file.toString()));
    command.addAll(List.of(arguments));
    Ran.of(300, command).succeeded();
  }
}
