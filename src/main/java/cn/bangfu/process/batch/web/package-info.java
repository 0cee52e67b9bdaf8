@NullMarked
package cn.bangfu.process.batch.web;

import org.jspecify.annotations.NullMarked;
