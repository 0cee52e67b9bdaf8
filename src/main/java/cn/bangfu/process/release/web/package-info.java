@NullMarked
package cn.bangfu.process.release.web;

import org.jspecify.annotations.NullMarked;
