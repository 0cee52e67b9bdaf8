/** Pages on which departments send their files. */
@NullMarked
package cn.bangfu.comparison.web;

import org.jspecify.annotations.NullMarked;
