/**
 * Kubernetes objects: manifests in YAML and JSON, templates of Helm as far as they can be read.
 *
 * <p>A Service is a host name of its namespace, a workload a component. What ties a Service to its
 * pods are labels, which one document alone does not show: values of labels and selectors are
 * handed on as candidates.
 */
@NullMarked
package io.whatbreaks.scanners.kubernetes;

import org.jspecify.annotations.NullMarked;
