package io.whatbreaks.scan;

import java.nio.file.Path;
import java.util.List;

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
  record Entry(String name, long device, long inode, long changed) {}

  /** What a folder holds, whether it is read or not; folders that are passed over apart. */
  void folder(Path folder, List<Entry> entries);

  /** Where a path leads, links followed, or that it leads nowhere, made a difference. */
  void followed(Path path);

  /** What was read cannot be witnessed: the answer may change though nothing else does. */
  void blind();
}
