@NullMarked
package cn.bangfu.quality.jdbc;

import org.jspecify.annotations.NullMarked;
