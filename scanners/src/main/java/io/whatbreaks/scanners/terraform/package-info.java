/** Terraform: variables and locals of a module, and the names of its DNS records. */
@NullMarked
package io.whatbreaks.scanners.terraform;

import org.jspecify.annotations.NullMarked;
