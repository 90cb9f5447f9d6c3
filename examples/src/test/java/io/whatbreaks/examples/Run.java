package io.whatbreaks.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** One run of the program within this process, and what came of it. */
record Run(int status, String out, String err) {

  static Run of(Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(stream(out), stream(err), false, false);
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    int status = WhatBreaksCommand.run(terminal, words);
    terminal.out().flush();
    terminal.err().flush();
    return new Run(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, false, StandardCharsets.UTF_8);
  }

  /** The root of the checkout, wherever the tests are started from. */
  static Path checkout() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(here.resolve("examples/whatbreaks"))) {
      here = here.getParent();
    }
    return here;
  }

  static Path startup() {
    return checkout().resolve("examples/startup");
  }
}
