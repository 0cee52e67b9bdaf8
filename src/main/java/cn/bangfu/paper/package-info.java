/**
 * Papers: templates that an office edits in Word, filled from the case and printed with a number and a code; the signed scan comes
 * back by that code and is the original. Knows no feature: each offers its own papers.
 */
@ApplicationModule(allowedDependencies = {"shared", "policy", "access", "audit", "evidence", "household"})
@NullMarked
package cn.bangfu.paper;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
