package io.whatbreaks.scan;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Is told what a source reader comes upon on a disk, before it looks into it: enough to know later
 * whether all of it is as it was. Called by several threads at once.
 */
public interface Witness {

  /**
   * A file, folder or link as it was found.
   *
   * @param name the last element of its path
   * @param device the number of the file system it lies on
   * @param inode the number the file system gives it
   * @param changed when its content, rights or name last changed, in nanoseconds since 1970: the
   *     time that the file system keeps for itself, which nobody can set
   */
  record Entry(String name, long device, long inode, long changed) {
    /**
     * The attributes that tell all this, as {@link java.nio.file.Files#readAttributes} wants them.
     */
    public static final String ATTRIBUTES = "unix:mode,size,dev,ino,ctime";

    /** What the {@linkplain #ATTRIBUTES attributes} of a file say. */
    public static Entry of(String name, Map<String, Object> attributes) {
      FileTime changed = (FileTime) requireNonNull(attributes.get("ctime"), "ctime");
      return new Entry(
          name,
          number(attributes, "dev"),
          number(attributes, "ino"),
          changed.to(TimeUnit.NANOSECONDS));
    }

    /** A number among the attributes. */
    public static long number(Map<String, Object> attributes, String attribute) {
      return ((Number) requireNonNull(attributes.get(attribute), attribute)).longValue();
    }
  }

  /** What a folder holds, whether it is read or not; folders that are passed over apart. */
  void folder(Path folder, List<Entry> entries);

  /** Where a path leads, links followed, or that it leads nowhere, made a difference. */
  void followed(Path path);

  /** What was read cannot be witnessed: the answer may change though nothing else does. */
  void blind();
}
