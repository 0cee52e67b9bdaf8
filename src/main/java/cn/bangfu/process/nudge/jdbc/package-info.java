@NullMarked
package cn.bangfu.process.nudge.jdbc;

import org.jspecify.annotations.NullMarked;
