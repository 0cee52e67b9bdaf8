/**
 * Tables as officials keep them (台账): reading them however they were filled in, and writing the ones we hand back. Knows no people and
 * no county, only rows, headings and cells. Entry points are {@link cn.bangfu.ledger.LedgerReader} and
 * {@link cn.bangfu.ledger.LedgerWriter}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "shared")
package cn.bangfu.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
