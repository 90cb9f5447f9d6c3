package io.whatbreaks.examples;

import io.whatbreaks.scan.Witness;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * When each file, folder and link that an answer rests on last changed, by the file system's own
 * account (ctime), and which one it is (inode).
 *
 * <p>Whoever writes to a file, replaces, renames or links it, or changes its rights, changes one of
 * the two, be its size and its modification time what they may. That holds where the file system
 * tells such times finely and lies on this machine, and of what did not change while it was read;
 * of all else nothing is kept.
 */
final class TreeStamps implements Witness {
  /** File systems of this machine whose times of change can be relied on. */
  private static final Set<String> RELIABLE =
      Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "tmpfs", "overlay", "zfs", "f2fs", "bcachefs");

  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long COARSE_TICK = TimeUnit.MILLISECONDS.toNanos(2_500);
  private static final int COARSE = 1_000_000;
  private static final String CHECKED = "unix:dev,ino,ctime";

  private final long begun;
  private final Queue<Seen> folders = new ConcurrentLinkedQueue<>();
  private final Map<String, String> ends = new ConcurrentHashMap<>();
  private final Set<Long> devices = ConcurrentHashMap.newKeySet();
  private volatile boolean blind;

  private record Seen(Path folder, List<Entry> entries) {}

  TreeStamps() {
    this(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
  }

  /**
   * Of a reading.
   *
   * @param begun when it began, in nanoseconds since 1970
   */
  TreeStamps(long begun) {
    this.begun = begun;
  }

  /** What is given to be read, before it is read: its links are followed. */
  void given(Path path) {
    try {
      Path real = path.toRealPath();
      followed(path);
      if (!RELIABLE.contains(Files.getFileStore(real).type())) {
        blind = true;
        return;
      }
      Entry entry =
          Entry.of("", Files.readAttributes(real, Entry.ATTRIBUTES, LinkOption.NOFOLLOW_LINKS));
      devices.add(entry.device());
      folder(real, List.of(entry));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      // No file, but a name server perhaps; or a system without such times.
      blind = true;
    }
  }

  @Override
  public void folder(Path folder, List<Entry> entries) {
    for (Entry entry : entries) {
      long tick = entry.changed() % COARSE == 0 ? COARSE_TICK : TICK;
      boolean settled = entry.changed() < begun - tick;
      // A name that cannot be written down is not found again.
      blind |= !settled || !devices.contains(entry.device()) || entry.name().indexOf('\uFFFD') >= 0;
    }
    folders.add(new Seen(folder, entries));
  }

  @Override
  public void followed(Path path) {
    ends.put(path.toAbsolutePath().toString(), end(path));
  }

  @Override
  public void blind() {
    blind = true;
  }

  /** Whether they say all: nothing changed lately, or where that cannot be told. */
  boolean areComplete() {
    return !blind && !folders.isEmpty();
  }

  private static String end(Path path) {
    String there = Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? "at " : "not ";
    try {
      return there + path.toRealPath();
    } catch (IOException e) {
      return there + e.getClass().getSimpleName();
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(ends.size());
    for (Map.Entry<String, String> end : new TreeMap<>(ends).entrySet()) {
      out.writeUTF(end.getKey());
      out.writeUTF(end.getValue());
    }
    out.writeInt(folders.size());
    for (Seen seen : folders) {
      out.writeUTF(seen.folder().toString());
      out.writeInt(seen.entries().size());
      for (Entry entry : seen.entries()) {
        out.writeUTF(entry.name());
        out.writeLong(entry.inode());
        out.writeLong(entry.changed());
      }
    }
  }

  /** Whether everything that was written is as it was. */
  static boolean hold(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      Path path = Path.of(in.readUTF());
      if (!end(path).equals(in.readUTF())) {
        return false;
      }
    }
    List<Seen> folders = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      Path folder = Path.of(in.readUTF());
      int size = in.readInt();
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        entries.add(new Entry(in.readUTF(), 0, in.readLong(), in.readLong()));
      }
      folders.add(new Seen(folder, entries));
    }
    return folders.parallelStream().allMatch(TreeStamps::isUnchanged);
  }

  private static boolean isUnchanged(Seen seen) {
    for (Entry entry : seen.entries()) {
      if (!isUnchanged(seen.folder().resolve(entry.name()), entry)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUnchanged(Path path, Entry entry) {
    try {
      Entry now =
          Entry.of(entry.name(), Files.readAttributes(path, CHECKED, LinkOption.NOFOLLOW_LINKS));
      return now.inode() == entry.inode() && now.changed() == entry.changed();
    } catch (IOException goneOrHidden) {
      return false;
    }
  }
}
