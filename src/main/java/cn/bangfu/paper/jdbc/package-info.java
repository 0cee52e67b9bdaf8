@NullMarked
package cn.bangfu.paper.jdbc;

import org.jspecify.annotations.NullMarked;
