package io.whatbreaks.scanners.source;

import io.whatbreaks.model.Scope;

/**
 * A directory on the way, and where its files belong.
 *
 * @param item what is listed
 * @param shown as reports show it; empty for the path given
 * @param scope the machine or tree of its files
 * @param local its path within that machine's root or tree; empty at the top
 * @param top the directory of that root or tree
 */
record Folder(Item item, String shown, Scope scope, String local, Item top) {

  /** A folder within this one, of the same machine or tree. */
  Folder child(Item child, String name) {
    return new Folder(child, join(shown, name), scope, join(local, name), top);
  }

  /** The same folder as the root of a machine. */
  Folder asRootOf(String host) {
    return new Folder(item, shown, Scope.host(host), "", item);
  }

  String shown(String name) {
    return join(shown, name);
  }

  String local(String name) {
    return join(local, name);
  }

  private static String join(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }
}
