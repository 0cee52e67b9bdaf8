package cn.bangfu.access;

import java.util.Locale;

/**
 * A department of the county by what it does. Names follow every reorganisation, functions stay: the names of a county's own
 * departments are dated and kept with its offices (rules.md 2.2); the ones here are those a county begins with.
 */
public enum Department {
    CIVIL_AFFAIRS("民政局"),
    AGRICULTURE("农牧局"),
    HUMAN_RESOURCES("人力资源和社会保障局"),
    EDUCATION("教育体育局"),
    MEDICAL_INSURANCE("医疗保障局"),
    HEALTH("卫生健康委员会"),
    HOUSING("住房和城乡建设局"),
    WATER("水利局"),
    DISABLED("残疾人联合会"),
    NATURAL_RESOURCES("自然资源局"),
    POLICE("公安局"),
    MARKET_REGULATION("市场监督管理局"),
    FINANCE("财政局"),
    TRANSPORT("交通运输局"),
    DEVELOPMENT_REFORM("发展和改革委员会");

    private final String label;
    private final String groupPart;

    Department(String label) {
        this.label = label;
        this.groupPart = camelCase(name());
    }

    public String label() {
        return label;
    }

    /** The function as it stands in a group's id: {@code CivilAffairs} in {@code departmentClerkCivilAffairs150625}. */
    public String groupPart() {
        return groupPart;
    }

    private static String camelCase(String constant) {
        var name = new StringBuilder();
        for (var word : constant.split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }
}
