/**
 * What a diagram, a decision table or a form may hold: looked at before it is kept as a draft, before it is released, and by the engine
 * before it deploys anything. Knows no engine: files in, faults in Chinese out.
 */
@NullMarked
package cn.bangfu.process.guard;

import org.jspecify.annotations.NullMarked;
