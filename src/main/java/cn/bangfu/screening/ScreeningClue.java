package cn.bangfu.screening;

import cn.bangfu.comparison.Register;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonName;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign of risk about a household, out of departments' data.
 *
 * @param head of the household
 * @param result what the village found, once it has looked
 * @param problem in Chinese: why it could not be sent
 */
public record ScreeningClue(
        UUID id,
        HouseholdId household,
        String householdNumber,
        String head,
        DivisionCode village,
        RiskCause cause,
        State state,
        Instant foundAt,
        @Nullable CaseId caseId,
        @Nullable String caseNumber,
        @Nullable Instant sentAt,
        @Nullable String result,
        @Nullable String problem,
        @Nullable String closeReason,
        List<Fact> facts) {

    /** Where it stands. */
    public enum State {
        NEW("待下发"),
        SENDING("正在下发"),
        SENT("已下发"),
        CLOSED("已办结");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * What a department says of a member.
     *
     * @param nameInFile empty where the file gives none, or the member is no longer in it
     */
    public record Fact(
            String member,
            Register register,
            String attribute,
            @Nullable BigDecimal amount,
            @Nullable LocalDate dataDate,
            String nameInFile) {

        /** For the village: 王五，住院费用，2026年，个人自付23000.00元（数据截至2026-06-30）. */
        public String words() {
            var words = new StringBuilder(member).append("，").append(register.label());
            if (!attribute.isEmpty()) {
                words.append("：").append(attribute).append(register == Register.MEDICAL ? "年" : "");
            }
            if (amount != null) {
                words.append("，个人自付").append(amount.toPlainString()).append("元");
            }
            if (dataDate != null) {
                words.append("（数据日期").append(dataDate).append("）");
            }
            if (!nameInFile.isEmpty() && !PersonName.isSame(nameInFile, member)) {
                words.append("。文件里这个号码的姓名是“").append(nameInFile).append("”，与登记不同，请先核对是不是本人");
            }
            return words.toString();
        }
    }

    public ScreeningClue {
        facts = List.copyOf(facts);
    }
}
