/** Decision tables, asked through the engine. */
@NullMarked
package cn.bangfu.process.decision;

import org.jspecify.annotations.NullMarked;
