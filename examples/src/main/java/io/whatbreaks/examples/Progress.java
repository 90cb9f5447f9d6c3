package io.whatbreaks.examples;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows that a run goes on, when it takes long enough for somebody to wonder. */
final class Progress implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 700;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread thread;
  private final boolean shown;

  Progress(PrintStream err, boolean shown) {
    this.shown = shown;
    this.thread = new Thread(() -> show(err), "progress");
    thread.setDaemon(true);
  }

  void start() {
    if (shown) {
      thread.start();
    }
  }

  private void show(PrintStream err) {
    try {
      if (done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
      try (ProgressBar bar =
          new ProgressBarBuilder()
              .setTaskName("Reading")
              .setInitialMax(-1)
              .setConsumer(new ConsoleProgressBarConsumer(err))
              .clearDisplayOnFinish()
              .build()) {
        done.await();
        bar.refresh();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    if (shown) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
