package cn.bangfu.process.gateway;

/**
 * A way to open a case.
 *
 * @param element id in the model
 * @param name as the model calls it
 * @param description when to choose it, as the model says it; may be empty
 * @param newHousehold whether it may concern a household that stands in no register yet
 */
public record StartLine(String element, String name, String description, boolean newHousehold) {}
