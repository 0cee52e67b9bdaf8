/**
 * The step gateway: the one way by which an official's answer to a form reaches the domain and moves a case on, whether it comes from
 * Tasklist, from our own pages or from a program. Features' steps implement {@link cn.bangfu.process.gateway.Step} and
 * {@link cn.bangfu.process.gateway.StartStep}; everything around a step (who may, what the form asks, record, trail, engine, drafts)
 * happens here, once.
 */
@NullMarked
package cn.bangfu.process.gateway;

import org.jspecify.annotations.NullMarked;
