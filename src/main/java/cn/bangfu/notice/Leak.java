package cn.bangfu.notice;

/**
 * Something in a text that must not be published.
 *
 * @param part which part of the text
 * @param from first character in that part, counted from 1
 * @param to last character
 */
public record Leak(Part part, int from, int to, Kind kind) {

    /** What a published text must not hold (security.md 4.2). */
    public enum Kind {
        IDENTITY_NUMBER("身份证号码或其中一段"),
        PHONE("电话号码"),
        ACCOUNT("银行账号"),
        NUMBER("证件、电话或账号一类的长号码"),
        BIRTH_DATE("出生日期或年龄"),
        ADDRESS("家庭住址"),
        AMOUNT("收入、支出或其他金额"),
        HEALTH("疾病或残疾情况"),
        CHILD("未成年人姓名");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Parts of a published text. */
    public enum Part {
        FIXED("固定内容"),
        PLACE("所在村组"),
        HEAD("户主姓名"),
        CONTACT("联系方式"),
        REMARK("附注");

        private final String label;

        Part(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** For the official: where, what, and what to do. The text itself is not repeated. */
    public String message() {
        return "“" + part.label() + "”第" + from + (to > from ? "至" + to : "") + "个字含有" + kind.label() + "，不得公开，请删去后再发布";
    }
}
