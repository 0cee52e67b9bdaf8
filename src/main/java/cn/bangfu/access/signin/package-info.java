/** Sign-in and the filter chains in front of every page and interface. */
@NullMarked
package cn.bangfu.access.signin;

import org.jspecify.annotations.NullMarked;
