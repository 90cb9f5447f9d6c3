/**
 * Property sources of applications: Spring Boot's, and those of Quarkus, MicroProfile and
 * Micronaut, which share its file names.
 */
@NullMarked
package io.whatbreaks.scanners.spring;

import org.jspecify.annotations.NullMarked;
