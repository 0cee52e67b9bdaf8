/** The page of clues. */
@NullMarked
package cn.bangfu.screening.web;

import org.jspecify.annotations.NullMarked;
