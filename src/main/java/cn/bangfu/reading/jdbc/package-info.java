@NullMarked
package cn.bangfu.reading.jdbc;

import org.jspecify.annotations.NullMarked;
