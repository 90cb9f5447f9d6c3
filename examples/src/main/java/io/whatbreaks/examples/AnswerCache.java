package io.whatbreaks.examples;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Answers that were given before. One is given again when the same program is asked the same
 * question, from the same folder, and everything that was looked at is as it was; see {@link
 * TreeStamps}. Anything odd about what is stored means that it is not there.
 */
final class AnswerCache {
  private static final int FORM = 1;
  private static final long LARGEST = 64L << 20;
  private static final int MOST_ANSWERS = 64;
  private static final String ENDING = ".answer";
  private static final int CHECK_BYTES = Long.BYTES;

  /** Commands that answer on standard output and change nothing. */
  private static final Set<String> QUESTIONS =
      Set.of(
          "rename",
          "retire",
          "readdress",
          "assess",
          "why",
          "dependents",
          "dependencies",
          "list",
          "coverage",
          "lint",
          "diff");

  /** Options that neither write anything nor name a file that nobody witnesses. */
  private static final Set<String> PLAIN_OPTIONS =
      Set.of(
          "--all",
          "--as",
          "--cache-dir",
          "--exclude",
          "--fail-on",
          "--format",
          "--include",
          "--keep-alias",
          "--map",
          "--map-domain",
          "--no-color",
          "--quiet",
          "--referenced",
          "--root-layout");

  private final Path folder;
  private final String question;

  /** What was said. */
  static final class Answer {
    private final int status;
    private final byte[] out;
    private final byte[] err;

    Answer(int status, byte[] out, byte[] err) {
      this.status = status;
      this.out = out;
      this.err = err;
    }

    /** Says it again; gives the exit status. */
    int repeat(Terminal terminal) {
      terminal.out().write(out, 0, out.length);
      terminal.err().write(err, 0, err.length);
      return status;
    }
  }

  private AnswerCache(Path folder, String question) {
    this.folder = folder;
    this.question = question;
  }

  /** The cache for a run, if there is one and the run is a question of the kind that is kept. */
  static Optional<AnswerCache> of(Terminal terminal, String... args) {
    if (args.length == 0 || !QUESTIONS.contains(args[0])) {
      return Optional.empty();
    }
    Optional<Path> folder = terminal.cache();
    StringBuilder question = new StringBuilder();
    for (int i = 0; i < args.length; i++) {
      String option = args[i].split("=", 2)[0];
      if (args[i].startsWith("@") || (args[i].startsWith("-") && !PLAIN_OPTIONS.contains(option))) {
        return Optional.empty();
      }
      if (args[i].equals("--cache-dir") && i + 1 < args.length) {
        folder = Optional.of(Path.of(args[++i]));
      } else if (option.equals("--cache-dir")) {
        folder = Optional.of(Path.of(args[i].substring(option.length() + 1)));
      } else {
        question.append(args[i]).append('\0');
      }
    }
    return folder.flatMap(at -> Optional.of(new AnswerCache(at, asked(terminal, question))));
  }

  /** Everything but the files that the answer may depend on. */
  private static String asked(Terminal terminal, CharSequence question) {
    List<String> parts = new ArrayList<>();
    parts.add(question.toString());
    parts.add(Path.of("").toAbsolutePath().toString());
    parts.add(String.valueOf(terminal.colours()));
    for (String property :
        List.of("user.name", "java.vm.version", "sun.jnu.encoding", "file.encoding", "user.home")) {
      parts.add(System.getProperty(property, ""));
    }
    parts.add(ProgramStamp.get());
    return String.join("\0", parts);
  }

  private Path file() {
    return folder.resolve(
        UUID.nameUUIDFromBytes(question.getBytes(StandardCharsets.UTF_8)) + ENDING);
  }

  /** The answer that was given before, if it holds still. */
  Optional<Answer> find() {
    try {
      if (!isOurs(folder)) {
        return Optional.empty();
      }
      byte[] stored = Files.readAllBytes(file());
      int end = stored.length - CHECK_BYTES;
      if (end < 0) {
        return Optional.empty();
      }
      DataInputStream check =
          new DataInputStream(new ByteArrayInputStream(stored, end, CHECK_BYTES));
      if (check.readLong() != sum(stored, end)) {
        return Optional.empty();
      }
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored, 0, end));
      if (in.readInt() != FORM || !new String(bytes(in), StandardCharsets.UTF_8).equals(question)) {
        return Optional.empty();
      }
      Answer answer = new Answer(in.readInt(), bytes(in), bytes(in));
      return TreeStamps.hold(in) ? Optional.of(answer) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }

  private static long sum(byte[] bytes, int end) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, end);
    return sum.getValue() + ((long) end << Integer.SIZE);
  }

  /** Keeps an answer, whole or not at all; that it cannot be kept costs the next question time. */
  void keep(Answer answer, TreeStamps stamps) {
    boolean small = (long) answer.out.length + answer.err.length < LARGEST;
    if (answer.status == WhatBreaksCommand.ERROR || !small || !stamps.areComplete()) {
      return;
    }
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(FORM);
      write(out, question.getBytes(StandardCharsets.UTF_8));
      out.writeInt(answer.status);
      write(out, answer.out);
      write(out, answer.err);
      stamps.write(out);
      out.writeLong(sum(bytes.toByteArray(), bytes.size()));
      store(bytes.toByteArray());
    } catch (IOException | UnsupportedOperationException e) {
      System.getLogger(AnswerCache.class.getName())
          .log(System.Logger.Level.DEBUG, "the answer is not kept", e);
    }
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private void store(byte[] bytes) throws IOException {
    Files.createDirectories(folder.toAbsolutePath().getParent());
    if (!Files.exists(folder)) {
      Set<PosixFilePermission> own = PosixFilePermissions.fromString("rwx------");
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(own));
    }
    if (!isOurs(folder)) {
      return;
    }
    Path half = Files.createTempFile(folder, "", ".half");
    try {
      Files.write(half, bytes);
      Files.move(half, file(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(half);
    }
    forgetOldest();
  }

  /** What others could have written there is not believed. */
  private static boolean isOurs(Path folder) throws IOException {
    Set<PosixFilePermission> rights =
        Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS)
            .getName()
            .equals(System.getProperty("user.name"))
        && !rights.contains(PosixFilePermission.GROUP_WRITE)
        && !rights.contains(PosixFilePermission.OTHERS_WRITE);
  }

  private void forgetOldest() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.list(folder)) {
      all = new ArrayList<>(files.filter(file -> file.toString().endsWith(ENDING)).toList());
    }
    all.sort(Comparator.comparing(AnswerCache::written));
    for (Path file : all.subList(0, Math.max(0, all.size() - MOST_ANSWERS))) {
      Files.deleteIfExists(file);
    }
  }

  private static FileTime written(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException goneMeanwhile) {
      return FileTime.fromMillis(0);
    }
  }
}
