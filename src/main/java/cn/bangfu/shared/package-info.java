/** Words that every feature speaks: codes, ids, identity numbers, money. Needs nothing but the JDK. */
@NullMarked
@ApplicationModule(type = ApplicationModule.Type.OPEN)
package cn.bangfu.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
