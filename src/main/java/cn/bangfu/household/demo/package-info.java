/** The invented register of the demo county. None of it exists in production. */
@NullMarked
package cn.bangfu.household.demo;

import org.jspecify.annotations.NullMarked;
