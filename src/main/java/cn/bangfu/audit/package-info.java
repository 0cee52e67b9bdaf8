/**
 * The trail: what was done, by whom, in which office, when, under which version of model and rule. Append-only and chained per case
 * by the database; personal values in it are sealed with the household's own key.
 */
@ApplicationModule(allowedDependencies = {"jdbc", "shared", "access"})
@NullMarked
package cn.bangfu.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
