/** The page on which officials read their county's rules. */
@NullMarked
package cn.bangfu.policy.web;

import org.jspecify.annotations.NullMarked;
