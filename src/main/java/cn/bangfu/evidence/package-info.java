/**
 * Photographs and scans: kept by the hash of their content, sealed, outside the engine, never altered. Who uploaded one may see it;
 * once it belongs to a case, those who may see the case.
 */
@ApplicationModule(allowedDependencies = {"shared", "access", "audit"})
@NullMarked
package cn.bangfu.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
