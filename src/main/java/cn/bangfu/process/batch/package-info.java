/**
 * Many households in one act, each act with a page of its own: the review meeting, the town's and the county's lists, findings, clues
 * and visits (rules.md annex A). What is said once for all is typed once; every household still gets its own answer, record and trail.
 */
@NullMarked
package cn.bangfu.process.batch;

import org.jspecify.annotations.NullMarked;
