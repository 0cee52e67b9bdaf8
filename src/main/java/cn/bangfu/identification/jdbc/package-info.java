@NullMarked
package cn.bangfu.identification.jdbc;

import org.jspecify.annotations.NullMarked;
