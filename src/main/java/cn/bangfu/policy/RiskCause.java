package cn.bangfu.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Why a household may fall (back) into poverty, in the national register's words (rules 1.6). */
public enum RiskCause implements Labelled {
    ILLNESS("因病", "疾病", "患病"),
    SCHOOLING("因学", "上学", "就学"),
    DISABILITY("因残", "残疾"),
    DISASTER("因自然灾害", "因灾", "自然灾害", "灾害"),
    ACCIDENT("因意外事故", "因意外", "意外事故", "意外"),
    /** Too little labour; not the same as a household in which nobody can work (整户无劳动力), which is computed from its members. */
    LABOUR_SHORTAGE("缺劳动力", "缺劳力", "因缺劳动力"),
    UNSTABLE_EMPLOYMENT("因务工就业不稳", "务工就业不稳", "就业不稳", "失业", "因失业"),
    BUSINESS_FAILURE("因产业项目失败", "产业项目失败", "产业失败", "因产业失败"),
    HOUSING("住房不安全", "危房", "因住房不安全"),
    WATER("饮水不安全", "因饮水不安全"),
    DROPOUT("义务教育失学辍学", "失学辍学", "失学", "辍学"),
    UNINSURED("未参保", "未参加医保", "未参加基本医疗保险"),
    /** Has to be described in words. */
    OTHER("其他", "其它", "其他原因");

    private final String label;
    private final List<String> otherWords;

    RiskCause(String label, String... otherWords) {
        this.label = label;
        this.otherWords = List.of(otherWords);
    }

    @Override
    public String label() {
        return label;
    }

    /** From the words officials and older papers use; spaces, full-width forms and brackets do not matter. */
    public static Optional<RiskCause> fromWords(String words) {
        return Arrays.stream(values())
                .filter(value -> Words.match(words, value.label, value.otherWords))
                .findFirst();
    }
}
