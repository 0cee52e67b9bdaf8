package cn.bangfu.household;

import cn.bangfu.policy.Labelled;
import java.util.List;

/** 健康状况 in the national register's words; illness and disability may come together. */
public enum HealthState implements Labelled {
    HEALTHY("健康", "良好", "正常"),
    CHRONIC_ILLNESS("长期慢性病", "慢性病", "患有长期慢性病"),
    SERIOUS_ILLNESS("患有大病", "大病", "重病"),
    DISABLED("残疾", "残疾人");

    private final String label;
    private final List<String> otherWords;

    HealthState(String label, String... otherWords) {
        this.label = label;
        this.otherWords = List.of(otherWords);
    }

    @Override
    public String label() {
        return label;
    }

    public List<String> otherWords() {
        return otherWords;
    }
}
