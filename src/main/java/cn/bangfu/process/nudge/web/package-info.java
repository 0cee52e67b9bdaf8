@NullMarked
package cn.bangfu.process.nudge.web;

import org.jspecify.annotations.NullMarked;
