/** Pages of assistance: what is due, funds, officers, ledgers. */
@NullMarked
package cn.bangfu.assistance.web;

import org.jspecify.annotations.NullMarked;
