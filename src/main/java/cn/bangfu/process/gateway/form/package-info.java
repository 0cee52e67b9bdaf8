/**
 * Forms on the server: reads a {@code .form} file and checks an answer against it as the browser does. Only the subset of form-js that
 * both sides check alike is accepted; a parity test runs every form in both.
 */
@NullMarked
package cn.bangfu.process.gateway.form;

import org.jspecify.annotations.NullMarked;
