/** What PostgreSQL can do beyond JDBC, for features that take in whole files or read whole tables. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package cn.bangfu.jdbc;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
