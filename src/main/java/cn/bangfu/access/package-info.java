/**
 * Who may act, for which office and where: divisions, offices, officers and their posts, sign-in, and the filter chains in front of
 * every page. Nothing here knows the engine; {@code process} shows these officers and groups to it.
 */
@ApplicationModule(allowedDependencies = {"shared", "ledger"})
@NullMarked
package cn.bangfu.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
