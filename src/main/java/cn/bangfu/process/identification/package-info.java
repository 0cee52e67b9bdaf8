/** Identification in the engine: steps, delegates, and what the engine room asks about a case. */
@NullMarked
package cn.bangfu.process.identification;

import org.jspecify.annotations.NullMarked;
