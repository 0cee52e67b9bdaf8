/** The application: start, configuration, and where its database comes from. */
@NullMarked
package cn.bangfu;

import org.jspecify.annotations.NullMarked;
