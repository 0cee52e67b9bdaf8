@NullMarked
package cn.bangfu.comparison.jdbc;

import org.jspecify.annotations.NullMarked;
