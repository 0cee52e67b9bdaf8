@NullMarked
package cn.bangfu.assistance.jdbc;

import org.jspecify.annotations.NullMarked;
