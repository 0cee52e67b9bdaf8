@NullMarked
package cn.bangfu.notice.jdbc;

import org.jspecify.annotations.NullMarked;
