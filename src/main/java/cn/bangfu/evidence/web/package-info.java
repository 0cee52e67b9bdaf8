@NullMarked
package cn.bangfu.evidence.web;

import org.jspecify.annotations.NullMarked;
