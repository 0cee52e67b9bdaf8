/**
 * The register of rural households (农户台账): households, their members, what is known of them and since when; import of the county's
 * ledger; finding a household and its file. Entry points are {@link cn.bangfu.household.Households},
 * {@link cn.bangfu.household.HouseholdService} and {@link cn.bangfu.household.HouseholdFileSection} for what other features show in the
 * file.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"jdbc", "shared", "policy", "access", "audit", "ledger"})
package cn.bangfu.household;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
