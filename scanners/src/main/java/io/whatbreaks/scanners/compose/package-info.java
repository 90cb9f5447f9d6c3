/**
 * Compose files, swarm stacks and their first form without {@code services:}.
 *
 * <p>A service is a component and a host name of its project: the folder of the file, as all files
 * of one folder are commonly merged.
 */
@NullMarked
package io.whatbreaks.scanners.compose;

import org.jspecify.annotations.NullMarked;
