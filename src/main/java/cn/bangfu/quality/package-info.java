/**
 * Data quality (procedure.md 2.8): what upstream checkers would find in the register, found before them. Entry point is
 * {@link cn.bangfu.quality.QualityService}.
 */
@ApplicationModule(allowedDependencies = {"shared", "policy", "access", "ledger"})
@NullMarked
package cn.bangfu.quality;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
