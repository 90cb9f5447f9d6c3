package io.whatbreaks.scanners.assertion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does pieces of work beside the thread that comes upon them, some at a time, and takes what comes
 * out in their order. What waits is bounded by its size. For use by one thread.
 */
final class Batches<T> {
  private static final int LARGEST_BATCH = 256 << 10;
  private static final int MOST_WAITING = 16;

  private final Consumer<T> taker;
  private final Deque<ForkJoinTask<List<T>>> waiting = new ArrayDeque<>();
  private List<Supplier<T>> batch = new ArrayList<>();
  private int size;

  Batches(Consumer<T> taker) {
    this.taker = taker;
  }

  /**
   * Work to be done.
   *
   * @param bytes how many it holds on to
   */
  void add(Supplier<T> work, int bytes) {
    batch.add(work);
    size += bytes;
    if (size > LARGEST_BATCH) {
      fork();
    }
  }

  private void fork() {
    List<Supplier<T>> whole = batch;
    batch = new ArrayList<>();
    size = 0;
    if (waiting.size() == MOST_WAITING) {
      waiting.remove().join().forEach(taker);
    }
    waiting.add(ForkJoinTask.adapt(() -> whole.stream().map(Supplier::get).toList()).fork());
  }

  /** Waits until everything is done. */
  void finish() {
    fork();
    while (!waiting.isEmpty()) {
      waiting.remove().join().forEach(taker);
    }
  }
}
