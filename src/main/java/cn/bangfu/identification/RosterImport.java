package cn.bangfu.identification;

import cn.bangfu.ledger.LedgerColumn;
import cn.bangfu.ledger.LedgerHandler;
import cn.bangfu.ledger.LedgerReader;
import cn.bangfu.ledger.LedgerReading;
import cn.bangfu.ledger.LedgerRow;
import cn.bangfu.ledger.LedgerWriter;
import cn.bangfu.ledger.LedgerWriter.Look;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a roster from the table that the village has anyway. */
public final class RosterImport {

    private RosterImport() {}

    /** What was found in a file. */
    public sealed interface Reading {
        record Read(List<Roster.Member> members) implements Reading {}

        record Refused(List<String> messages) implements Reading {}
    }

    /** @throws IOException if the file can't be read from the disk */
    public static Reading read(Path file) throws IOException {
        var members = new ArrayList<Roster.Member>();
        var wrong = new ArrayList<String>();
        var outcome = new LedgerReader<>(List.of(Column.values())).read(file, new LedgerHandler<Column>() {
            @Override
            public void row(LedgerRow<Column> row) {
                var name = row.text(Column.NAME).strip();
                if (name.isEmpty()) {
                    return;
                }
                if (name.length() > 50) {
                    wrong.add("第%d行：姓名太长，请核对。".formatted(row.line()));
                    return;
                }
                members.add(new Roster.Member(
                        members.size() + 1, name, orNull(row.text(Column.GROUP)), orNull(row.text(Column.DUTY))));
            }
        });
        if (outcome instanceof LedgerReading.Refused refused) {
            return new Reading.Refused(List.of(refused.message()));
        }
        return wrong.isEmpty() ? new Reading.Read(members) : new Reading.Refused(wrong);
    }

    private static @Nullable String orNull(String text) {
        return text.isBlank() ? null : text.strip();
    }

    /** The table to be filled in. */
    public static void writeTemplate(String kind, OutputStream out) throws IOException {
        try (var workbook = new LedgerWriter(out, "名册", 2, List.of(14, 16, 24))) {
            workbook.row(Look.TITLE, List.of(kind + "名册：从第3行起填写，每人一行；村民小组、职务可以不填"));
            workbook.row(Look.HEADING, List.of("姓名", "村民小组", "职务"));
        }
    }

    enum Column implements LedgerColumn {
        NAME("姓名", true, "代表姓名", "成员姓名", "村民代表"),
        GROUP("村民小组", false, "小组", "组别", "所在小组", "社"),
        DUTY("职务", false, "身份", "备注");

        private final String heading;
        private final boolean required;
        private final List<String> alsoCalled;

        Column(String heading, boolean required, String... alsoCalled) {
            this.heading = heading;
            this.required = required;
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
    }
}
