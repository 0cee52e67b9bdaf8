/** What the departments of the demo county have sent. */
@NullMarked
package cn.bangfu.comparison.demo;

import org.jspecify.annotations.NullMarked;
