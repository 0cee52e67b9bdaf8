/** Steps and delegates of {@code assistance-assignment}. */
@NullMarked
package cn.bangfu.process.assistance;

import org.jspecify.annotations.NullMarked;
