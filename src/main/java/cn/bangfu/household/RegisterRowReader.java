package cn.bangfu.household;

import static cn.bangfu.household.RegisterColumn.ACCOUNT;
import static cn.bangfu.household.RegisterColumn.CATEGORY;
import static cn.bangfu.household.RegisterColumn.ETHNICITY;
import static cn.bangfu.household.RegisterColumn.GROUP;
import static cn.bangfu.household.RegisterColumn.HEALTH;
import static cn.bangfu.household.RegisterColumn.HOUSEHOLD_NUMBER;
import static cn.bangfu.household.RegisterColumn.HOUSE_LEVEL;
import static cn.bangfu.household.RegisterColumn.IDENTITY_NUMBER;
import static cn.bangfu.household.RegisterColumn.INCOME;
import static cn.bangfu.household.RegisterColumn.INSURED;
import static cn.bangfu.household.RegisterColumn.LABOUR;
import static cn.bangfu.household.RegisterColumn.NAME;
import static cn.bangfu.household.RegisterColumn.PHONE;
import static cn.bangfu.household.RegisterColumn.POLICY_STATUS;
import static cn.bangfu.household.RegisterColumn.REGISTRATION_TYPE;
import static cn.bangfu.household.RegisterColumn.RELATION;
import static cn.bangfu.household.RegisterColumn.RESIDENCY;
import static cn.bangfu.household.RegisterColumn.SCHOOLING;
import static cn.bangfu.household.RegisterColumn.SEX;
import static cn.bangfu.household.RegisterColumn.TOWN;
import static cn.bangfu.household.RegisterColumn.VILLAGE;
import static cn.bangfu.household.RegisterColumn.VILLAGE_CODE;
import static cn.bangfu.household.RegisterColumn.WATER_SAFE;

import cn.bangfu.access.Division;
import cn.bangfu.access.Divisions;
import cn.bangfu.household.RowFault.Reason;
import cn.bangfu.ledger.LedgerCell.Kind;
import cn.bangfu.ledger.LedgerRow;
import cn.bangfu.ledger.LedgerText;
import cn.bangfu.policy.Labelled;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.policy.RegistrationType;
import cn.bangfu.policy.Residency;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.IdentityNumber.Reading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Understands one line of the ledger the way a careful reader would: forgives how it is written, never guesses what it says. What
 * concerns several lines (a person twice, a household that contradicts itself) is looked at when all are read.
 *
 * <p>A fault refuses the line. What does not decide anything and can be asked for later (a phone, an account) is left out with a note.
 */
final class RegisterRowReader {

    private static final Pattern HOUSEHOLD_NUMBER_SHAPE = Pattern.compile("[0-9A-Za-z_-]{1,40}");
    private static final Pattern SCIENTIFIC = Pattern.compile("\\d(\\.\\d+)?[Ee]\\+?\\d{2}");
    private static final int OLDEST = 130;
    private static final BigDecimal MOST_INCOME_CENTS = new BigDecimal(100_000_000_00L);
    private static final Map<String, Boolean> YES_NO = words(
            List.of("是", "有", "已", "1", "Y", "YES", "TRUE", "√", "✓"),
            List.of("否", "无", "没有", "未", "不", "0", "N", "NO", "FALSE", "×"));
    private static final Map<String, Boolean> WATER_WORDS =
            words(List.of("安全", "达标", "已解决", "有保障"), List.of("不安全", "不达标", "未解决", "无保障", "存在问题"));
    private static final Map<String, Boolean> INSURED_WORDS =
            words(List.of("已参加", "参加", "已参保", "参保", "已缴费"), List.of("未参加", "未参保", "不参加", "未缴费"));
    private static final Set<String> NOT_MONITORED = Set.of("无", "否", "不是", "非监测对象", "未纳入", "-", "—", "/");

    private static final Pattern HEALTH_SEPARATORS = Pattern.compile("[,、;/,;]|和|及");
    private static final Map<String, HealthState> HEALTH_WORDS = new HashMap<>();

    static {
        for (var state : HealthState.values()) {
            HEALTH_WORDS.put(state.label(), state);
            state.otherWords().forEach(word -> HEALTH_WORDS.put(word, state));
        }
    }

    private final VillageFinder villages;
    private final DivisionCode scope;
    private final LocalDate today;
    private final LocalDate earliestBirth;

    private final Map<String, Optional<RegistrationType>> registrationTypes = new HashMap<>();
    private final Map<String, Optional<PolicyStatus>> policyStatuses = new HashMap<>();
    private final Map<String, Optional<Residency>> residencies = new HashMap<>();
    private final Map<String, Optional<MonitoringCategory>> categories = new HashMap<>();

    /** The lines of a household repeat these. */
    private String lastPhoneText = "";

    private @Nullable PhoneNumber lastPhone;
    private String lastAccountText = "";
    private @Nullable BankAccount lastAccount;

    /** @param scope division of the office that sent the file; villages elsewhere are refused */
    RegisterRowReader(Divisions divisions, DivisionCode scope, LocalDate today) {
        this.villages = new VillageFinder(divisions);
        this.scope = scope;
        this.today = today;
        this.earliestBirth = today.minusYears(OLDEST);
    }

    private static Map<String, Boolean> words(List<String> yes, List<String> no) {
        var words = new HashMap<String, Boolean>();
        yes.forEach(word -> words.put(word, true));
        no.forEach(word -> words.put(word, false));
        return words;
    }

    RegisterRow read(int sheet, LedgerRow<RegisterColumn> cells) {
        var row = new RegisterRow(sheet, cells.line());
        refuseFormulas(cells, row);
        readPerson(cells, row);
        readHouseholdNumber(cells, row);
        readVillage(cells, row);
        readHousehold(cells, row);
        readMember(cells, row);
        return row;
    }

    /** A formula's result is as old as the last calculation, and an error is no answer. */
    private static void refuseFormulas(LedgerRow<RegisterColumn> cells, RegisterRow row) {
        if (!cells.isCalculated()) {
            return;
        }
        for (var column : cells.table().columns().keySet()) {
            var kind = cells.cell(column).kind();
            if (kind == Kind.FORMULA || kind == Kind.ERROR) {
                row.fault(RowFault.of(
                        column,
                        Reason.FORMULA,
                        column.heading() + (kind == Kind.ERROR ? "是公式错误值" : "是公式"),
                        "请选中该列复制，再“选择性粘贴—数值”，核对后重新上传"));
            }
        }
    }

    private void readPerson(LedgerRow<RegisterColumn> cells, RegisterRow row) {
        var reading = IdentityNumber.read(cells.cell(IDENTITY_NUMBER).text());
        if (reading instanceof Reading.Faulty faulty) {
            row.fault(RowFault.of(faulty.fault()));
        } else if (reading instanceof Reading.Read read) {
            var born = read.number().birthDate();
            if (born.isAfter(today) || born.isBefore(earliestBirth)) {
                row.fault(RowFault.of(IDENTITY_NUMBER, Reason.BIRTH_DATE, "证件号码里的出生日期晚于今天或早得不可能", "请核对第7至14位"));
            }
            row.identityNumber = read.number();
        }
        var name = HouseholdService.normalizeName(cells.text(NAME));
        if (name.isEmpty()) {
            row.fault(RowFault.of(NAME, Reason.MISSING, "姓名为空", "请按证件补填姓名"));
        } else if (!HouseholdService.isName(name)) {
            row.fault(RowFault.of(NAME, Reason.CHARACTERS, "姓名里有不该有的字符", "请按证件填写姓名，不要带数字、符号"));
        } else {
            row.name = name;
        }
    }

    private static void readHouseholdNumber(LedgerRow<RegisterColumn> cells, RegisterRow row) {
        var number = LedgerText.compact(cells.cell(HOUSEHOLD_NUMBER).text()).replace("'", "");
        if (number.isEmpty()) {
            row.fault(RowFault.of(HOUSEHOLD_NUMBER, Reason.MISSING, "户编号为空", "请补填户编号；同一户每人一行都要填"));
        } else if (isScientific(cells, HOUSEHOLD_NUMBER, number)) {
            row.fault(RowFault.of(
                    HOUSEHOLD_NUMBER, Reason.LOST_DIGITS, "户编号被Excel变成了科学计数，末尾数字已丢失", "请把该列设为“文本”格式后重新录入户编号"));
        } else if (!HOUSEHOLD_NUMBER_SHAPE.matcher(number).matches()) {
            row.fault(RowFault.of(HOUSEHOLD_NUMBER, Reason.CHARACTERS, "户编号里有不该有的字符", "户编号只能是数字和字母，请核对"));
        } else {
            row.number = number;
        }
    }

    private static boolean isScientific(LedgerRow<RegisterColumn> cells, RegisterColumn column, String text) {
        return cells.cell(column).kind() == Kind.NUMBER_WITH_LOST_DIGITS
                || SCIENTIFIC.matcher(text).matches();
    }

    private void readVillage(LedgerRow<RegisterColumn> cells, RegisterRow row) {
        var code = LedgerText.compact(cells.cell(VILLAGE_CODE).text()).replace("'", "");
        var name = cells.text(VILLAGE);
        if (code.isEmpty() && name.isEmpty()) {
            // The first line of the household may say it; if none does, the number often begins with the village's
            // code.
            var number = row.number;
            if (!cells.table().has(VILLAGE_CODE)
                    && !cells.table().has(VILLAGE)
                    && number != null
                    && number.length() > 12) {
                villages.byCode(number.substring(0, 12)).ifPresentOrElse(found -> take(found, row), () -> unknown(row));
            }
            return;
        }
        if (!code.isEmpty()) {
            var found = villages.byCode(code);
            if (found.isEmpty()) {
                row.fault(RowFault.of(VILLAGE_CODE, Reason.UNKNOWN_VILLAGE, "没有这个村编码", "请按行政区划核对12位村编码"));
            } else if (!name.isEmpty() && villages.contradicts(found.get(), name)) {
                row.fault(RowFault.of(VILLAGE_CODE, Reason.CONTRADICTION, "村编码和村名不是同一个村", "请核对村编码和村名"));
            } else {
                take(found.get(), row);
            }
            return;
        }
        var found = villages.byNames(cells.text(TOWN), name);
        if (found.size() == 1) {
            take(found.get(0), row);
        } else if (found.isEmpty()) {
            row.fault(RowFault.of(VILLAGE, Reason.UNKNOWN_VILLAGE, "没有这个村", "请核对乡镇和村名，或填写12位村编码"));
        } else {
            row.fault(RowFault.of(VILLAGE, Reason.UNKNOWN_VILLAGE, "几个乡镇都有同名的村", "请填写12位村编码"));
        }
    }

    private static void unknown(RegisterRow row) {
        row.fault(RowFault.of(HOUSEHOLD_NUMBER, Reason.UNKNOWN_VILLAGE, "看不出是哪个村", "请增加“村编码”列并填写12位村编码"));
    }

    private void take(Division village, RegisterRow row) {
        if (scope.contains(village.code())) {
            row.division = village.code().value();
        } else {
            row.fault(RowFault.of(VILLAGE_CODE, Reason.OTHER_DIVISION, "不是本单位辖区内的村", "请由该村所在乡镇或县级经办人上传"));
        }
    }

    private void readHousehold(LedgerRow<RegisterColumn> cells, RegisterRow row) {
        row.registrationType = word(
                cells,
                row,
                REGISTRATION_TYPE,
                registrationTypes,
                RegistrationType::fromWords,
                RegistrationType.values());
        row.policyStatus =
                word(cells, row, POLICY_STATUS, policyStatuses, PolicyStatus::fromWords, PolicyStatus.values());
        row.residency = word(cells, row, RESIDENCY, residencies, Residency::fromWords, Residency.values());
        reconcile(row);
        if (!NOT_MONITORED.contains(LedgerText.compact(cells.cell(CATEGORY).text()))) {
            row.category =
                    word(cells, row, CATEGORY, categories, MonitoringCategory::fromWords, MonitoringCategory.values());
        }
        var group = cells.text(GROUP);
        row.group = group.isEmpty() || group.length() > 40 ? null : group;
        readIncome(cells, row);
        row.houseLevel = houseLevel(cells, row);
        row.waterSafe = yesNo(cells, row, WATER_SAFE, WATER_WORDS);
        readPhone(cells, row);
        readAccount(cells, row);
    }

    /** The two columns speak of one thing: an ordinary household was never poor, one with a formerly poor status was. */
    private static void reconcile(RegisterRow row) {
        var type = row.registrationType;
        var status = row.policyStatus;
        if (type == null && status != null && status != PolicyStatus.UNKNOWN) {
            row.registrationType = status.formerlyPoor() ? RegistrationType.FORMERLY_POOR : RegistrationType.ORDINARY;
        } else if (type == RegistrationType.ORDINARY && status == null) {
            row.policyStatus = PolicyStatus.ORDINARY;
        } else if (type != null
                && status != null
                && status != PolicyStatus.UNKNOWN
                && (type == RegistrationType.FORMERLY_POOR) != status.formerlyPoor()) {
            row.fault(RowFault.of(POLICY_STATUS, Reason.CONTRADICTION, "户类型和政策享受状态矛盾", "请按县级名册核对这两列"));
        }
    }

    private static void readIncome(LedgerRow<RegisterColumn> cells, RegisterRow row) {
        var text = cells.text(INCOME);
        if (text.isEmpty()) {
            return;
        }
        var amount = LedgerText.amount(text);
        if (amount == null) {
            row.fault(RowFault.of(INCOME, Reason.NOT_A_NUMBER, "年人均纯收入不是数字", "请填写以元为单位的数字"));
        } else if (amount.signum() < 0) {
            row.fault(RowFault.of(INCOME, Reason.NEGATIVE_INCOME, "年人均纯收入是负数", "请核对；确实亏损的填0并在备注说明"));
        } else {
            var cents = amount.movePointRight(2).setScale(0, RoundingMode.HALF_UP);
            if (cents.compareTo(MOST_INCOME_CENTS) > 0) {
                row.fault(RowFault.of(INCOME, Reason.NOT_A_NUMBER, "年人均纯收入大得不可能", "请核对单位是元还是万元"));
            } else {
                row.incomeCents = cents.longValue();
            }
        }
    }

    private static @Nullable HouseLevel houseLevel(LedgerRow<RegisterColumn> cells, RegisterRow row) {
        var text = LedgerText.compact(cells.cell(HOUSE_LEVEL).text())
                .toUpperCase(Locale.ROOT)
                .replace("级", "");
        if (text.isEmpty()) {
            return null;
        }
        for (var level : HouseLevel.values()) {
            if (text.equals(level.name())) {
                return level;
            }
        }
        row.fault(RowFault.of(HOUSE_LEVEL, Reason.UNKNOWN_WORD, "住房等级不在A、B、C、D之中", "请按鉴定结果填写A级、B级、C级或D级"));
        return null;
    }

    private void readPhone(LedgerRow<RegisterColumn> cells, RegisterRow row) {
        var written = cells.cell(PHONE).text();
        var last = lastPhone;
        if (last != null && written.equals(lastPhoneText)) {
            row.phone = last;
            return;
        }
        var text = PhoneNumber.normalize(written);
        if (text.isEmpty() || text.equals("无")) {
            return;
        }
        if (PhoneNumber.isValid(text)) {
            row.phone = new PhoneNumber(text);
            lastPhone = row.phone;
            lastPhoneText = written;
        } else {
            row.note("联系电话不是7到12位数字，没有登记");
        }
    }

    private void readAccount(LedgerRow<RegisterColumn> cells, RegisterRow row) {
        var written = cells.cell(ACCOUNT).text();
        var last = lastAccount;
        if (last != null && written.equals(lastAccountText)) {
            row.account = last;
            return;
        }
        var text = BankAccount.normalize(written);
        if (text.isEmpty() || text.equals("无")) {
            return;
        }
        if (BankAccount.isValid(text)) {
            row.account = new BankAccount(text);
            lastAccount = row.account;
            lastAccountText = written;
        } else {
            row.note(isScientific(cells, ACCOUNT, text) ? "银行账号被Excel变成了科学计数，没有登记" : "银行账号不是8到30位数字，没有登记");
        }
    }

    private static void readMember(LedgerRow<RegisterColumn> cells, RegisterRow row) {
        var relation = LedgerText.compact(cells.cell(RELATION).text());
        if (relation.isEmpty()) {
            row.fault(RowFault.of(RELATION, Reason.MISSING, "与户主关系为空", "请填写户主、配偶、之子等"));
        } else if (relation.length() > 20 || !HouseholdService.isName(relation)) {
            row.fault(RowFault.of(RELATION, Reason.CHARACTERS, "与户主关系写法不对", "请填写户主、配偶、之子等"));
        } else {
            row.relation = Set.of("本人", "户主本人", "本人或户主", "本人(户主)").contains(relation) ? HouseholdMember.HEAD : relation;
        }
        readSex(cells, row);
        row.ethnicity = shortText(cells, ETHNICITY);
        row.health = health(cells, row);
        row.labour = labour(cells, row);
        row.schooling = shortText(cells, SCHOOLING);
        row.insured = yesNo(cells, row, INSURED, INSURED_WORDS);
    }

    private static void readSex(LedgerRow<RegisterColumn> cells, RegisterRow row) {
        var text = LedgerText.compact(cells.cell(SEX).text());
        var number = row.identityNumber;
        if (!text.isEmpty() && number != null && !text.startsWith(Sex.of(number).label())) {
            row.note("性别与证件号码不符，已按证件号码登记为" + Sex.of(number).label());
        }
    }

    private static @Nullable String shortText(LedgerRow<RegisterColumn> cells, RegisterColumn column) {
        var text = cells.text(column);
        return text.isEmpty() ? null : text.length() > 40 ? text.substring(0, 40) : text;
    }

    private static Set<HealthState> health(LedgerRow<RegisterColumn> cells, RegisterRow row) {
        var text = LedgerText.compact(cells.cell(HEALTH).text());
        var health = EnumSet.noneOf(HealthState.class);
        if (text.isEmpty()) {
            return health;
        }
        for (var part : text.split("[,、;/,;]|和|及")) {
            var found = Arrays.stream(HealthState.values())
                    .filter(state ->
                            part.equals(state.label()) || state.otherWords().contains(part))
                    .findFirst();
            if (found.isEmpty()) {
                unknownWord(row, HEALTH, HealthState.values());
                return health;
            }
            health.add(found.get());
        }
        return health;
    }

    private static @Nullable LabourCapacity labour(LedgerRow<RegisterColumn> cells, RegisterRow row) {
        var text = LedgerText.compact(cells.cell(LABOUR).text());
        if (text.isEmpty()) {
            return null;
        }
        for (var labour : LabourCapacity.values()) {
            if (text.equals(labour.label()) || labour.otherWords().contains(text)) {
                return labour;
            }
        }
        unknownWord(row, LABOUR, LabourCapacity.values());
        return null;
    }

    private static @Nullable Boolean yesNo(
            LedgerRow<RegisterColumn> cells, RegisterRow row, RegisterColumn column, Map<String, Boolean> more) {
        var text = LedgerText.compact(cells.cell(column).text());
        if (text.isEmpty()) {
            return null;
        }
        var answer = more.getOrDefault(text, YES_NO.get(text.toUpperCase(Locale.ROOT)));
        if (answer == null) {
            row.fault(RowFault.of(column, Reason.UNKNOWN_WORD, column.heading() + "的写法不认识", "请填写“是”或“否”"));
        }
        return answer;
    }

    private static <T extends Enum<T> & Labelled> @Nullable T word(
            LedgerRow<RegisterColumn> cells,
            RegisterRow row,
            RegisterColumn column,
            Map<String, Optional<T>> known,
            Function<String, Optional<T>> find,
            T[] all) {
        var text = cells.cell(column).text();
        if (text.isBlank()) {
            return null;
        }
        var found = known.get(text);
        if (found == null) {
            found = find.apply(text);
            if (known.size() < 1000) {
                known.put(text, found);
            }
        }
        if (found.isEmpty()) {
            unknownWord(row, column, all);
        }
        return found.orElse(null);
    }

    private static void unknownWord(RegisterRow row, RegisterColumn column, Labelled[] all) {
        var words = Arrays.stream(all).map(Labelled::label).toList();
        row.fault(RowFault.of(
                column, Reason.UNKNOWN_WORD, column.heading() + "的写法不认识", "请填写其中之一：" + String.join("、", words)));
    }
}
