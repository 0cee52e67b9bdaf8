@NullMarked
package cn.bangfu.browser;

import org.jspecify.annotations.NullMarked;
