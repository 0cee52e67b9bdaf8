package cn.bangfu.access;

import cn.bangfu.shared.DivisionCode;

/**
 * A county, town or village.
 *
 * @param statisticalName as in the statistical division table: 阿日柴达木村委会
 * @param shownName as people say it: 阿日柴达木村
 * @param holdsHouseholds whether the register of rural households may name it: not the statisticians' placeholders such as the
 *     开发区's 虚拟社区, and by default no urban community (rules.md annex D)
 */
public record Division(DivisionCode code, String statisticalName, String shownName, boolean holdsHouseholds) {}
