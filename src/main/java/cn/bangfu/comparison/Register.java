package cn.bangfu.comparison;

import static cn.bangfu.comparison.DataColumn.ALLOWANCE;
import static cn.bangfu.comparison.DataColumn.AREA;
import static cn.bangfu.comparison.DataColumn.CERTIFICATE;
import static cn.bangfu.comparison.DataColumn.COMPANY;
import static cn.bangfu.comparison.DataColumn.COMPANY_KIND;
import static cn.bangfu.comparison.DataColumn.DIED_ON;
import static cn.bangfu.comparison.DataColumn.DISABILITY_KIND;
import static cn.bangfu.comparison.DataColumn.DISABILITY_LEVEL;
import static cn.bangfu.comparison.DataColumn.EMPLOYER;
import static cn.bangfu.comparison.DataColumn.HOUSE_LEVEL;
import static cn.bangfu.comparison.DataColumn.IDENTITY_NUMBER;
import static cn.bangfu.comparison.DataColumn.MODEL;
import static cn.bangfu.comparison.DataColumn.OWN_EXPENSE;
import static cn.bangfu.comparison.DataColumn.PLATE;
import static cn.bangfu.comparison.DataColumn.REGISTERED_ON;
import static cn.bangfu.comparison.DataColumn.SINCE;
import static cn.bangfu.comparison.DataColumn.STATE;
import static cn.bangfu.comparison.DataColumn.SURVEYED_ON;
import static cn.bangfu.comparison.DataColumn.USE;
import static cn.bangfu.comparison.DataColumn.YEAR;

import cn.bangfu.access.Department;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Registers that departments keep and send (procedure.md 2.6); a consent names them one by one. */
public enum Register {
    VEHICLES("机动车登记", Department.POLICE, IDENTITY_NUMBER, USE, null, REGISTERED_ON, PLATE, MODEL, USE),
    PROPERTY("不动产登记", Department.NATURAL_RESOURCES, IDENTITY_NUMBER, USE, null, REGISTERED_ON, USE, AREA),
    ENTERPRISES(
            "市场主体登记", Department.MARKET_REGULATION, IDENTITY_NUMBER, STATE, null, null, COMPANY_KIND, COMPANY, STATE),
    PAYROLL("财政供养人员", Department.FINANCE, IDENTITY_NUMBER, STATE, null, null, EMPLOYER, STATE),
    MEDICAL("住院费用", Department.MEDICAL_INSURANCE, IDENTITY_NUMBER, YEAR, OWN_EXPENSE, null, YEAR, OWN_EXPENSE),
    /** A certificate's number is the identity number, one digit for the kind, one for the level. */
    DISABILITY(
            "残疾人证", Department.DISABLED, CERTIFICATE, DISABILITY_LEVEL, null, null, DISABILITY_KIND, DISABILITY_LEVEL),
    SUBSISTENCE("低保特困", Department.CIVIL_AFFAIRS, IDENTITY_NUMBER, ALLOWANCE, null, null, ALLOWANCE),
    EDUCATION("控辍保学", Department.EDUCATION, IDENTITY_NUMBER, STATE, null, SINCE, STATE),
    HOUSING("危房鉴定", Department.HOUSING, IDENTITY_NUMBER, HOUSE_LEVEL, null, SURVEYED_ON, HOUSE_LEVEL),
    DEATHS("死亡登记", Department.CIVIL_AFFAIRS, IDENTITY_NUMBER, null, null, DIED_ON, DIED_ON);

    /** So much is said of a person at most. */
    static final int LONGEST = 200;

    private final String label;
    private final Department department;
    private final DataColumn person;
    private final @Nullable DataColumn attribute;
    private final @Nullable DataColumn amount;
    private final @Nullable DataColumn date;
    private final List<DataColumn> fact;
    private final List<DataColumn> details;

    Register(
            String label,
            Department department,
            DataColumn person,
            @Nullable DataColumn attribute,
            @Nullable DataColumn amount,
            @Nullable DataColumn date,
            DataColumn... fact) {
        this.label = label;
        this.department = department;
        this.person = person;
        this.attribute = attribute;
        this.amount = amount;
        this.date = date;
        this.fact = List.of(fact);
        this.details = this.fact.stream()
                .filter(column -> column != attribute && column != date)
                .toList();
    }

    public String label() {
        return label;
    }

    /** The department and what it keeps, as a household is told. */
    public String source() {
        return department.label() + "“" + label + "”";
    }

    public Department department() {
        return department;
    }

    /**
     * Whether the department sends it by its own duty, so that everybody may be screened against it. What people own and earn is looked
     * up in a case only, with the person's own authorization.
     */
    public boolean isPushed() {
        return switch (this) {
            case MEDICAL, DISABILITY, SUBSISTENCE, EDUCATION, HOUSING, DEATHS -> true;
            case VEHICLES, PROPERTY, ENTERPRISES, PAYROLL -> false;
        };
    }

    DataColumn person() {
        return person;
    }

    /** What the weight is judged by. */
    @Nullable
    DataColumn attribute() {
        return attribute;
    }

    @Nullable
    DataColumn amount() {
        return amount;
    }

    @Nullable
    DataColumn date() {
        return date;
    }

    /** What is said of the person, in this order. */
    List<DataColumn> fact() {
        return fact;
    }

    /** What a row says of the person beside its attribute and its day, in this order. */
    List<DataColumn> details() {
        return details;
    }

    /**
     * What a row says of the person, in words.
     *
     * @param texts of the row's {@link #details}, empty where it says nothing
     */
    public String words(String attribute, @Nullable LocalDate date, List<String> texts) {
        var said = new StringJoiner("，");
        var text = texts.iterator();
        for (var column : fact) {
            if (column != this.date) {
                var value = column == this.attribute ? attribute : text.next();
                if (!value.isEmpty()) {
                    said.add(heading(column) + "：" + value);
                }
            }
        }
        if (date != null) {
            said.add(this == DEATHS ? DIED_ON.heading() + "：" + date : date + "起");
        }
        return said.length() > LONGEST ? said.toString().substring(0, LONGEST) : said.toString();
    }

    /** A column as the department calls it. */
    public String heading(DataColumn column) {
        if (column == STATE && this == PAYROLL) {
            return "人员状态";
        }
        if (column == STATE && this == EDUCATION) {
            return "就学状态";
        }
        return column == USE && this == PROPERTY ? "用途" : column.heading();
    }

    /** Columns without which a file of this register says nothing. */
    List<DataColumn> needed() {
        var needed = new ArrayList<DataColumn>();
        needed.add(person);
        // A certificate's number says the level too, and a bill counts without its year.
        if (attribute != null && this != DISABILITY && this != MEDICAL && oneOf().isEmpty()) {
            needed.add(attribute);
        }
        if (amount != null) {
            needed.add(amount);
        }
        if (this == DEATHS) {
            needed.add(DIED_ON);
        }
        return needed;
    }

    /** Who owns a car owns it, whatever its use: where a list says so by any of these it is one of this register. */
    List<DataColumn> oneOf() {
        return switch (this) {
            case VEHICLES -> List.of(USE, PLATE, MODEL);
            case PROPERTY -> List.of(USE, AREA);
            case PAYROLL -> List.of(STATE, EMPLOYER);
            case ENTERPRISES, MEDICAL, DISABILITY, SUBSISTENCE, EDUCATION, HOUSING, DEATHS -> List.of();
        };
    }
}
