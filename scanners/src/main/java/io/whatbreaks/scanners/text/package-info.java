/**
 * Whatever no other scanner understands: text, split by the language of its file into values,
 * literals, comments and prose, and every token in it that could be a name.
 *
 * <p>Programming languages are told apart by the token makers of RSyntaxTextArea; everything else
 * by the few rules that say where a comment begins.
 */
@NullMarked
package io.whatbreaks.scanners.text;

import org.jspecify.annotations.NullMarked;
