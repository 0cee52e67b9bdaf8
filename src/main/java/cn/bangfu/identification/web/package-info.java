@NullMarked
package cn.bangfu.identification.web;

import org.jspecify.annotations.NullMarked;
