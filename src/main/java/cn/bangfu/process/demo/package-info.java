/** Cases of the demo county, done by its officials as they would do them. */
@NullMarked
package cn.bangfu.process.demo;

import org.jspecify.annotations.NullMarked;
