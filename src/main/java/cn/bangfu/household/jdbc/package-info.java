@NullMarked
package cn.bangfu.household.jdbc;

import org.jspecify.annotations.NullMarked;
