/** What leans on the engine's internals, kept together so that it can be checked, and exchanged, in one place. */
@NullMarked
package cn.bangfu.process.engine;

import org.jspecify.annotations.NullMarked;
