package cn.bangfu.access;

import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonId;

/**
 * Who acts, in which post: what every record of an act keeps.
 *
 * @param name the person's name
 * @param division where the office is
 * @param officeName as it is called at the moment of the act
 */
public record Actor(
        OfficerId officer, PersonId person, String name, Role role, DivisionCode division, String officeName) {}
