/** Divisions, offices and officers in PostgreSQL. */
@NullMarked
package cn.bangfu.access.jdbc;

import org.jspecify.annotations.NullMarked;
