/**
 * Department data comparison (部门数据比对): what departments sent, and the findings it gives about members who have authorized it. A
 * finding never refuses by itself; it is answered by the household and checked by the town.
 */
@ApplicationModule(allowedDependencies = {"jdbc", "shared", "policy", "access", "audit", "household", "ledger"})
@NullMarked
package cn.bangfu.comparison;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
