package io.whatbreaks.examples;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** One run, written down while it is shown. */
final class Recording {
  private final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
  private final TreeStamps stamps = new TreeStamps();
  private final PrintStream out;
  private final PrintStream err;
  private final PrintStream plainErr;

  Recording(Terminal terminal) {
    plainErr = terminal.err();
    out = both(terminal.out(), outBytes);
    err = both(terminal.err(), errBytes);
  }

  private static PrintStream both(OutputStream shown, OutputStream kept) {
    OutputStream both =
        new FilterOutputStream(shown) {
          @Override
          public void write(int b) throws IOException {
            out.write(b);
            kept.write(b);
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            kept.write(bytes, from, length);
          }
        };
    return new PrintStream(both, false, StandardCharsets.UTF_8);
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  PrintStream plainErr() {
    return plainErr;
  }

  TreeStamps stamps() {
    return stamps;
  }

  AnswerCache.Answer answer(int status) {
    out.flush();
    err.flush();
    return new AnswerCache.Answer(status, outBytes.toByteArray(), errBytes.toByteArray());
  }
}
