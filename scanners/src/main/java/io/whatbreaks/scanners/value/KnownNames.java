package io.whatbreaks.scanners.value;

/** The names of a company, to tell its hosts and queues from words that look alike. */
public interface KnownNames {
  /** No company is known. */
  KnownNames NONE =
      new KnownNames() {
        @Override
        public boolean isHost(String name) {
          return false;
        }

        @Override
        public boolean isQueue(String name) {
          return false;
        }
      };

  /** Whether a normalised name, short or full, or an address is that of a host. */
  boolean isHost(String name);

  /** Whether a queue, an exchange or a topic has that name. */
  boolean isQueue(String name);
}
