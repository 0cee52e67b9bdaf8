/**
 * How a change of the procedure comes into force: what Modeler deploys is kept as a draft, tried in a second process of the same
 * application, and released by a second person; going back takes one click. Nothing passes that {@code process.guard} refuses.
 */
@NullMarked
package cn.bangfu.process.release;

import org.jspecify.annotations.NullMarked;
