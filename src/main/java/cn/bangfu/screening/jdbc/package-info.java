@NullMarked
package cn.bangfu.screening.jdbc;

import org.jspecify.annotations.NullMarked;
