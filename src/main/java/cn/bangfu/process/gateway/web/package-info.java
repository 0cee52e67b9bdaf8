/** The interface for programs and for our own pages' scripts, under {@code /api}. */
@NullMarked
package cn.bangfu.process.gateway.web;

import org.jspecify.annotations.NullMarked;
