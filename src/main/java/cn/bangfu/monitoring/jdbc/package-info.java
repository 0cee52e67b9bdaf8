@NullMarked
package cn.bangfu.monitoring.jdbc;

import org.jspecify.annotations.NullMarked;
