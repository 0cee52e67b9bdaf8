/**
 * The auditor's reading room: finds cases, tells them, looks for what does not conform, and hands out what may be taken away. The one
 * room that reads across all features and the engine's history, and that nobody else depends on. It writes nothing but its own notes:
 * who read what, what was found, who follows it up.
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
            "notice",
            "evidence",
            "ledger",
            "paper"
        })
@NullMarked
package cn.bangfu.reading;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
