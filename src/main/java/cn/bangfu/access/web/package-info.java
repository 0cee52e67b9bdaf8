/** The frame of all pages, the home page, and the pages on which administrators keep officers and offices. */
@NullMarked
package cn.bangfu.access.web;

import org.jspecify.annotations.NullMarked;
