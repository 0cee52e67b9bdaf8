/** 催办: tasks that are late, or soon will be, and who has reminded whose office of them. */
@NullMarked
package cn.bangfu.process.nudge;

import org.jspecify.annotations.NullMarked;
