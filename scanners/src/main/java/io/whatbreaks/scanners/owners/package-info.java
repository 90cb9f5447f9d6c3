/** Who answers for what: CODEOWNERS, owners.yaml, catalogs, charts, variables of machines. */
@NullMarked
package io.whatbreaks.scanners.owners;

import org.jspecify.annotations.NullMarked;
