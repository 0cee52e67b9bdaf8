@NullMarked
package cn.bangfu.reading.web;

import org.jspecify.annotations.NullMarked;
