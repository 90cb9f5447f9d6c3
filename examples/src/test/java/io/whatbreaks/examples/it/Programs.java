package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The real programs that the tests hold WhatBreaks against. One that is missing fails the test. */
final class Programs {
  private static final List<Path> FOLDERS =
      List.of(
          Path.of("/usr/sbin"),
          Path.of("/usr/bin"),
          Path.of("/sbin"),
          Path.of("/bin"),
          Path.of("/usr/local/sbin"),
          Path.of("/usr/local/bin"));

  private Programs() {}

  /** Fails unless a program of that name is installed. */
  static void need(String program, String debianPackage) {
    assertTrue(
        FOLDERS.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(program))),
        () -> missing(program, debianPackage));
  }

  /** The folder of PostgreSQL's own programs, which is not in the path. */
  static Path postgresql() throws IOException {
    Path versions = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(versions)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(versions)) {
        for (Path version : found) {
          if (Files.isExecutable(version.resolve("bin/postgres"))) {
            return version.resolve("bin");
          }
        }
      }
    }
    return fail(missing("postgres", "postgresql"));
  }

  private static String missing(String program, String debianPackage) {
    return program
        + " is not installed, and nothing else can show what it does: install the Debian package "
        + debianPackage;
  }
}
