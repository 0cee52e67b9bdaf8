/** Pages and program interface of the register: import of the ledger, search, the household's file. */
@NullMarked
package cn.bangfu.household.web;

import org.jspecify.annotations.NullMarked;
