@NullMarked
package cn.bangfu.notice.web;

import org.jspecify.annotations.NullMarked;
