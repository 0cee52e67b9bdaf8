/**
 * Public notice, objections, announcements, and what a household is handed. A notice is a timed object: when it began, under which rule
 * and until when is the database's to say, and the database lets nothing that rests on it pass before. Knows no case; whoever publishes
 * says whom it concerns.
 */
@ApplicationModule(allowedDependencies = {"shared", "policy", "access", "audit", "household", "paper"})
@NullMarked
package cn.bangfu.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
