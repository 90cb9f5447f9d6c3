package io.whatbreaks.scanners.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import io.whatbreaks.scan.ScanResult;
import io.whatbreaks.scan.Scanners;
import io.whatbreaks.scan.SourceOutput;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is installed in which version, for each sort of file: software, version, component, place.
 */
class InventoryScannerTest {

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of(
            "var/lib/dpkg/status",
            """
            Package: rabbitmq-server
            Status: install ok installed
            Version: 1:3.10.8-1.1+deb12u1

            Package: postgresql-15
            Status: deinstall ok config-files
            Version: 15.4-0+deb12u1
            """,
            "rabbitmq 3.10.8 as rabbitmq at 3:10-30"),
        Arguments.of(
            "root/rpm-qa.txt",
            "bash-5.1.8-6.el9.x86_64\nrabbitmq-server-3.12.14-1.el9.noarch\n",
            "rabbitmq 3.12.14 as rabbitmq at 2:17-24"),
        Arguments.of(
            "srv/app/pom.xml",
            """
            <project>
              <parent>
                <groupId>org.springframework.boot</groupId>
                <artifactId>spring-boot-starter-parent</artifactId>
                <version>${boot}</version>
              </parent>
              <properties><boot>2.7.18</boot><java.version>11</java.version></properties>
            </project>
            """,
            "spring-boot 2.7.18 as app at 5:14-21\njava 11 as app at 7:48-50"),
        Arguments.of(
            "srv/app/build.gradle",
            "plugins { id 'org.springframework.boot' version '2.7.5' }\n// nothing more\n",
            "spring-boot 2.7.5 as app at 1:50-55"),
        Arguments.of(
            "srv/app/package-lock.json",
            "{\"packages\": {\"\": {}, \"node_modules/amqplib\": {\"version\": \"0.10.3\"},"
                + " \"node_modules/left-pad\": {\"version\": \"1.0.0\"}}}",
            "npm:amqplib 0.10.3 as app at 1:60-66"),
        Arguments.of(
            "srv/app/package.json",
            "{\"dependencies\": {\"amqplib\": \"^0.8.0\"}}",
            "npm:amqplib 0.8.0 as app at 1:31-37"),
        Arguments.of(
            "srv/app/Dockerfile",
            "FROM openjdk:11-jdk AS build\nRUN make\nFROM eclipse-temurin:17-jre\n",
            "java 17 as app at 3:6-28"),
        Arguments.of(
            "srv/app/META-INF/MANIFEST.MF",
            "Manifest-Version: 1.0\nSpring-Boot-Version: 2.6.1\n",
            "spring-boot 2.6.1 as META-INF at 2:22-27"),
        Arguments.of(
            "srv/chart/Chart.yaml",
            "name: rabbitmq\nversion: 12.1.0\nappVersion: 3.12.4\n",
            "rabbitmq 3.12.4 as chart at 3:13-19"),
        Arguments.of(
            "srv/chart/values.yaml",
            "mq:\n  image:\n    repository: bitnami/rabbitmq\n    tag: 3.12.4-debian-11-r0\n",
            "rabbitmq 3.12.4 as chart at 4:10-29"),
        Arguments.of(
            "var/lib/postgresql/13/main/PG_VERSION",
            "13\n",
            "postgresql 13 as postgresql at 1:1-3"),
        Arguments.of("srv/app/Dockerfile", "FROM scratch\n", ""),
        Arguments.of("srv/app/pom.xml", "<project><parent>", ""),
        Arguments.of("srv/app/package-lock.json", "{\"packages\": [1, {\"", ""),
        Arguments.of("root/rpm-qa.txt", "\n- - -\n", ""));
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_file_tells_what_is_installed(String path, String text, String told) {
    SourceOutput source = new SourceOutput();
    source.document(Document.of("m1/" + path, Scope.host("m1"), path, text));
    ScanResult result = Scanners.of(List.of(new InventoryScanner())).scan(source);
    List<String> found =
        result.facts().stream()
            .map(Fact.Installation.class::cast)
            .map(
                fact ->
                    fact.software()
                        + " "
                        + fact.version()
                        + " as "
                        + fact.component().name()
                        + " at "
                        + fact.evidence().at().line()
                        + ":"
                        + fact.evidence().at().column()
                        + "-"
                        + fact.evidence().at().endColumn())
            .toList();
    assertEquals(told, String.join("\n", found));
    assertEquals(List.of(), result.diagnostics());
  }
}
