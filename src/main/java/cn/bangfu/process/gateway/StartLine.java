package cn.bangfu.process.gateway;

/**
 * A way to open a case.
 *
 * @param element id in the model
 * @param name as the model calls it
 */
public record StartLine(String element, String name) {}
