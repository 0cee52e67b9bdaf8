package cn.bangfu.paper;

import java.util.List;

/**
 * A name that a template may use: <code>{{户主}}</code>, or for a table <code>{{成员表}}</code> in its head and <code>[姓名]</code> in the
 * row below. <code>{{?有备注}}…{{/有备注}}</code> keeps what stands between only where 备注 is not empty.
 *
 * @param meaning what stands there, for who edits a template
 * @param columns of a table; none for a text
 */
public record PaperField(String name, String meaning, List<String> columns) {

    public PaperField {
        columns = List.copyOf(columns);
    }

    public static PaperField text(String name, String meaning) {
        return new PaperField(name, meaning, List.of());
    }

    public static PaperField table(String name, String meaning, String... columns) {
        return new PaperField(name, meaning, List.of(columns));
    }

    public boolean isTable() {
        return !columns.isEmpty();
    }
}
