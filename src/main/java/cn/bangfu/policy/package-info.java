/**
 * What a county's rules are: the words of the procedure, its dated parameters, the work calendar, clocks and deadlines, and the
 * decisions about entry. Knows no case and no household, only the facts it is asked about.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access"})
package cn.bangfu.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
