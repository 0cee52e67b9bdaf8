/**
 * Screening (部门筛查预警, F1 五(一) and procedure.md A4, A8–A12): everybody in the register against what departments send by their own
 * duty. It gives clues, one a household and cause; each starts a case as a department's alert does, or is closed with a reason. Entry
 * point is {@link cn.bangfu.screening.ScreeningService}.
 */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "policy",
            "access",
            "audit",
            "household",
            "comparison",
            "identification",
            "monitoring"
        })
@NullMarked
package cn.bangfu.screening;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
