package cn.bangfu.access;

import cn.bangfu.shared.DivisionCode;

/** Turns the statisticians' names into those that people use (rules.md annex D). */
final class DivisionNames {

    private DivisionNames() {}

    /** 阿日柴达木村委会 → 阿日柴达木村, 巴音布拉格嘎查村 → 巴音布拉格嘎查, 内蒙古鄂尔多斯杭锦经济开发区 → 杭锦经济开发区. */
    static String shown(DivisionCode code, String statisticalName, String countyName) {
        return switch (code.level()) {
            case VILLAGE -> village(statisticalName);
            case TOWN -> afterHigherDivisions(statisticalName, stem(countyName));
            case COUNTY -> statisticalName.replaceFirst("^.+?(?:市|州|盟)(?=.+[区县旗市]$)", "");
        };
    }

    private static String village(String name) {
        return name.replaceFirst("嘎查村(?:委会|民委员会)?$", "嘎查")
                .replaceFirst("(?<!村)村(?:委会|民委员会)$", "村")
                .replaceFirst("村村(?:委会|民委员会)$", "村")
                .replaceFirst("社区居(?:委会|民委员会)$", "社区");
    }

    private static String stem(String countyName) {
        return countyName.replaceFirst("[区县旗市]$", "");
    }

    private static String afterHigherDivisions(String name, String countyStem) {
        var at = name.indexOf(countyStem);
        return at > 0 && name.endsWith("区") ? name.substring(at) : name;
    }

    /** Not where statisticians put a placeholder: 虚拟社区, 虚拟生活区. */
    static boolean isInhabitedVillage(DivisionCode code, String statisticalName) {
        return code.level() == DivisionCode.Level.VILLAGE && !statisticalName.contains("虚拟");
    }

    /** A village of farmers or herdsmen, and not a town's urban community. */
    static boolean isRuralVillage(DivisionCode code, String statisticalName) {
        return isInhabitedVillage(code, statisticalName)
                && !village(statisticalName).matches(".*(?:社区|居委会)$");
    }

    /** The name on the door plate: 伊和乌素苏木人民政府, 巴音布拉格嘎查村民委员会, 水东街道办事处. */
    static String committeeOrGovernment(Division division) {
        var name = division.shownName();
        return switch (division.code().level()) {
            case VILLAGE -> {
                if (name.endsWith("居委会") || name.contains("虚拟")) {
                    yield name;
                }
                yield name + (name.endsWith("社区") ? "居民委员会" : "村民委员会");
            }
            case TOWN -> {
                if (name.matches(".*[镇乡木]$")) {
                    yield name + "人民政府";
                }
                if (name.endsWith("街道")) {
                    yield name + "办事处";
                }
                yield name.matches(".*[区]$") ? name + "管理委员会" : name;
            }
            case COUNTY -> name;
        };
    }
}
