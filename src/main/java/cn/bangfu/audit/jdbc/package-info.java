@NullMarked
package cn.bangfu.audit.jdbc;

import org.jspecify.annotations.NullMarked;
