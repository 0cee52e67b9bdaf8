/**
 * Assistance (帮扶) of a monitored household: the officer who answers for it, and one plan a household (一户一策) whose measures answer
 * its recorded risks. What a fitting measure is stands in the tables {@code risk-measure} and {@code measure-department}.
 */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "policy",
            "access",
            "audit",
            "household",
            "monitoring",
            "comparison",
            "notice",
            "paper",
            "evidence",
            "ledger"
        })
@NullMarked
package cn.bangfu.assistance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
