package cn.bangfu.notice;

/**
 * The answer to one objection.
 *
 * @param finding what was found out and how, for the file
 * @param answer what the objector is told, in plain words
 */
public record ObjectionFinding(ObjectionId objection, ObjectionResult result, String finding, String answer) {}
