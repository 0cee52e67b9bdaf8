/** Steps and delegates of {@code public-notice}, and how the notice's domain tells its process of an objection. */
@NullMarked
package cn.bangfu.process.notice;

import org.jspecify.annotations.NullMarked;
