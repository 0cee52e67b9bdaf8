/** Pages of a case: its file, the papers that end it, changes in its household. */
@NullMarked
package cn.bangfu.identification.web;

import org.jspecify.annotations.NullMarked;
