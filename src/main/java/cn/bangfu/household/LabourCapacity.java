package cn.bangfu.household;

import cn.bangfu.policy.Labelled;
import java.util.List;

/** 劳动技能 in the national register's words. */
public enum LabourCapacity implements Labelled {
    ORDINARY("普通劳动力"),
    SKILLED("技能劳动力"),
    WEAK("弱劳动力或半劳动力", "弱劳动力", "半劳动力", "弱半劳动力", "弱劳力或半劳力"),
    LOST("丧失劳动力", "丧失劳动能力"),
    NONE("无劳动力", "无劳动能力", "无劳力");

    private final String label;
    private final List<String> otherWords;

    LabourCapacity(String label, String... otherWords) {
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

    /** Counts against 整户无劳动力. */
    public boolean canWork() {
        return this == ORDINARY || this == SKILLED || this == WEAK;
    }
}
