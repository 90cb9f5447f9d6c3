package io.whatbreaks.scanners.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/** What is kept of a file of an archive. */
interface Stored {
  /** Of what is no file. */
  Stored NOTHING = new Binary();

  /** How many bytes the file holds, as far as it matters. */
  long size();

  /** Its first bytes. */
  byte[] read(int limit) throws IOException;

  /** The words of a file that is too large. */
  LargeFile words() throws IOException;

  /** Keeps what is needed of a file, which is read to its end only where it holds text. */
  static Stored of(String name, InputStream in, Spool spool) throws IOException {
    if (ClassConstants.isCalledSo(name)) {
      byte[] bytes = in.readNBytes(Walk.LARGEST + 1);
      boolean kept = ClassConstants.isClass(bytes) && bytes.length <= Walk.LARGEST;
      return kept ? new Text(spool, spool.add(bytes), bytes.length) : NOTHING;
    }
    if (FileBytes.isBinaryName(name)) {
      return NOTHING;
    }
    byte[] start = in.readNBytes(FileBytes.LOOKED_AT);
    if (FileBytes.isBinary(start)) {
      return NOTHING;
    }
    byte[] more = in.readNBytes(Walk.LARGEST + 1 - start.length);
    byte[] all = start;
    if (more.length > 0) {
      all = Arrays.copyOf(start, start.length + more.length);
      System.arraycopy(more, 0, all, start.length, more.length);
    }
    if (all.length <= Walk.LARGEST) {
      return new Text(spool, spool.add(all), all.length);
    }
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(all), in);
    LargeFile large = LargeFile.read(whole, Walk.LARGEST_LOOKED_THROUGH);
    byte[] words = large.words();
    return new Words(new Text(spool, spool.add(words), words.length), large.isWhole());
  }

  /** All bytes of a text. */
  record Text(Spool spool, long start, int length) implements Stored {
    @Override
    public long size() {
      return length;
    }

    @Override
    public byte[] read(int limit) throws IOException {
      return spool.read(start, Math.min(length, limit));
    }

    @Override
    public LargeFile words() throws IOException {
      return LargeFile.of(read(length), true);
    }
  }

  /** A file that holds no text: a zero byte stands for it. */
  record Binary() implements Stored {
    @Override
    public long size() {
      return 1;
    }

    @Override
    public byte[] read(int limit) {
      return new byte[1];
    }

    @Override
    public LargeFile words() {
      return LargeFile.of(new byte[0], true);
    }
  }

  /** A text too large to be kept: only its words are. */
  record Words(Text held, boolean whole) implements Stored {
    @Override
    public long size() {
      return Long.MAX_VALUE;
    }

    @Override
    public byte[] read(int limit) throws IOException {
      return held.read(limit);
    }

    @Override
    public LargeFile words() throws IOException {
      return LargeFile.of(held.read(held.length()), whole);
    }
  }

  /** A file that could not be read. */
  record Lost(ArchiveException why) implements Stored {
    @Override
    public long size() {
      return 0;
    }

    @Override
    public byte[] read(int limit) throws IOException {
      throw why;
    }

    @Override
    public LargeFile words() throws IOException {
      throw why;
    }
  }
}
