/** Monitored households (监测对象): entry, added risks, the national system's number, and whether an earlier entry has ended. */
@ApplicationModule(allowedDependencies = {"shared", "policy", "access", "audit", "household"})
@NullMarked
package cn.bangfu.monitoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
