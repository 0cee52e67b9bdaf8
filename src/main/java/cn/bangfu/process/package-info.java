/** The engine room: the only package that knows Camunda. */
@NullMarked
package cn.bangfu.process;

import org.jspecify.annotations.NullMarked;
