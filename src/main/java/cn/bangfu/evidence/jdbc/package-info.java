@NullMarked
package cn.bangfu.evidence.jdbc;

import org.jspecify.annotations.NullMarked;
