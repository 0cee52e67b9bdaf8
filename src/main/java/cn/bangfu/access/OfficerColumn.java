package cn.bangfu.access;

import cn.bangfu.ledger.LedgerColumn;
import java.util.List;

/** Columns of the table from which officers are imported. */
public enum OfficerColumn implements LedgerColumn {
    NAME("姓名", true, "name", "人员姓名"),
    USERNAME("用户名", true, "username", "账号", "登录名"),
    OFFICE("单位", true, "office", "单位名称", "单位编码", "所在单位"),
    ROLE("岗位", true, "role", "角色", "职责"),
    IDENTITY_NUMBER("身份证号", false, "identityNumber", "证件号码", "公民身份号码"),
    FROM("上岗日期", false, "from", "任职日期", "起始日期");

    private final String heading;
    private final boolean required;
    private final String field;
    private final List<String> alsoCalled;

    OfficerColumn(String heading, boolean required, String field, String... alsoCalled) {
        this.heading = heading;
        this.required = required;
        this.field = field;
        this.alsoCalled = List.of(alsoCalled);
    }

    @Override
    public String heading() {
        return heading;
    }

    @Override
    public List<String> alsoCalled() {
        return alsoCalled;
    }

    @Override
    public boolean required() {
        return required;
    }

    /** Heading of the column to which an error of {@link OfficerService} belongs. */
    static String headingOf(String field) {
        for (var column : values()) {
            if (column.field.equals(field)) {
                return column.heading;
            }
        }
        return "整行";
    }
}
