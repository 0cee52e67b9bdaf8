/**
 * Identification (识别认定): one case from clue or application to the county's decision. The rules stand here and, once more, in the
 * database; the diagram only shows them.
 */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "policy",
            "access",
            "audit",
            "household",
            "comparison",
            "notice",
            "monitoring",
            "evidence",
            "ledger",
            "paper"
        })
@NullMarked
package cn.bangfu.identification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
