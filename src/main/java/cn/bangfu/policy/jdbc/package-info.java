/** Parameters, calendar and clock in PostgreSQL. */
@NullMarked
package cn.bangfu.policy.jdbc;

import org.jspecify.annotations.NullMarked;
