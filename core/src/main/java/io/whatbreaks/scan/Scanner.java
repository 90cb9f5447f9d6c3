package io.whatbreaks.scan;

import java.io.IOException;

/**
 * States the facts of one document.
 *
 * <p>Implementations are stateless: one instance reads many documents on many threads. They look at
 * nothing but the document, never guess what breaks, and need a public constructor without
 * arguments to be found by {@link java.util.ServiceLoader}. All scanners that accept a document
 * read it; none sees what the others said.
 */
public interface Scanner {

  /**
   * A stable word in kebab case that stands in the evidence of every fact, for instance {@code
   * hosts}.
   */
  String id();

  /**
   * Whether this scanner reads the document. Called for every document, so it must be cheap: look
   * at the path first, and at the {@linkplain Document#mentions bytes} only when the path leaves it
   * open.
   */
  boolean accepts(Document document);

  /**
   * States what the document says.
   *
   * @throws IOException if it cannot be read; what was stated before stays, and the document counts
   *     as partly read
   */
  void scan(Document document, ScanOutput output) throws IOException;

  /**
   * This scanner as the options want it. Asked once, before anything is read.
   *
   * @throws io.whatbreaks.diagnostic.WhatBreaksException if what the options name holds a mistake
   * @throws IOException if it cannot be read
   */
  default Scanner configured(SourceOptions options) throws IOException {
    return this;
  }

  /**
   * Whether it reads {@linkplain Document#isClass compiled classes}, and nothing else: nobody who
   * reads text is asked about a class.
   */
  default boolean readsClasses() {
    return false;
  }

  /**
   * Whether names are resolved with the help of what this scanner reads, whatever is asked (zones,
   * hosts files, resolver configuration): such documents are read even when they hold no name of
   * the question.
   */
  default boolean isFoundation() {
    return false;
  }

  /**
   * Whether this scanner runs after all others, to take what they left. Such a scanner asks {@link
   * ScanOutput#isRead} and hands on only comments where another scanner has read the document.
   */
  default boolean isFallback() {
    return false;
  }
}
