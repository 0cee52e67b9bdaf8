package cn.bangfu.access;

/**
 * A group of officers as the engine knows it: all of a role, or those of a role in one office.
 *
 * @param id {@code villageClerk} or {@code villageClerk150625100203}
 * @param label 村级信息员, or with the office in front
 */
public record OfficerGroup(String id, String label) {}
