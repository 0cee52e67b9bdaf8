/** The page of findings. */
@NullMarked
package cn.bangfu.quality.web;

import org.jspecify.annotations.NullMarked;
