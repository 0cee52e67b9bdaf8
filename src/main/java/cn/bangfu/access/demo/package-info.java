/** The invented officials of the demo county. None of it exists in production. */
@NullMarked
package cn.bangfu.access.demo;

import org.jspecify.annotations.NullMarked;
