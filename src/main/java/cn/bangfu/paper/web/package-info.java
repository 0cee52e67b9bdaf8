@NullMarked
package cn.bangfu.paper.web;

import org.jspecify.annotations.NullMarked;
