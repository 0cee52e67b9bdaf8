@NullMarked
package cn.bangfu.process.release.jdbc;

import org.jspecify.annotations.NullMarked;
