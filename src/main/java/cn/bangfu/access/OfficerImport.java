package cn.bangfu.access;

import cn.bangfu.ledger.LedgerHandler;
import cn.bangfu.ledger.LedgerReader;
import cn.bangfu.ledger.LedgerReading;
import cn.bangfu.ledger.LedgerRow;
import cn.bangfu.ledger.LedgerText;
import cn.bangfu.ledger.LedgerWriter;
import cn.bangfu.ledger.LedgerWriter.Look;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.IdentityNumber;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in a table of new officers: the good rows all at once, the bad ones come back as a workbook that can be mended and sent again.
 * People are not changed this way; a username that exists is a bad row.
 */
@Service
public class OfficerImport {

    private static final int MOST_ROWS = 2000;

    /** @param line in the file that was sent */
    public record Accepted(int line, String name, String username, String office, String role, String firstPassword) {}

    /**
     * A row that was not taken.
     *
     * @param cells as they were written, one for each heading of its table
     */
    public record Rejected(int line, List<String> headings, List<String> cells, List<FieldError> errors) {}

    /** What became of the file. */
    public sealed interface Result {
        record Taken(List<Accepted> accepted, List<Rejected> rejected, List<String> notes) implements Result {}

        record Refused(String message) implements Result {}
    }

    private record Row(int line, NewOfficer officer, Office office) {}

    private final OfficerService service;
    private final Offices offices;
    private final Divisions divisions;

    OfficerImport(OfficerService service, Offices offices, Divisions divisions) {
        this.service = service;
        this.offices = offices;
        this.divisions = divisions;
    }

    /** @throws IOException if the file can't be read from the disk */
    @Transactional
    public Result take(Path file) throws IOException {
        var reading = new Reading(offices.in(service.administered()));
        var outcome = new LedgerReader<>(List.of(OfficerColumn.values())).read(file, reading);
        if (outcome instanceof LedgerReading.Refused refused) {
            return new Result.Refused(refused.message());
        }
        if (reading.tooMany) {
            return new Result.Refused("一次最多导入" + MOST_ROWS + "人，请分成几个文件。");
        }
        var notes = outcome instanceof LedgerReading.Read read ? read.notes() : List.<String>of();
        return new Result.Taken(reading.good.stream().map(this::add).toList(), reading.bad, notes);
    }

    private Accepted add(Row row) {
        var officer = row.officer();
        if (service.add(officer) instanceof OfficerChange.Done done && done.firstPassword() != null) {
            return new Accepted(
                    row.line(),
                    officer.name(),
                    officer.username(),
                    row.office().name(),
                    say(officer.role(), row.office()),
                    done.firstPassword());
        }
        // Checked before in this transaction: only somebody else adding the same person this very moment comes here.
        throw new IllegalStateException("line " + row.line() + " could not be added");
    }

    private String say(Role role, Office office) {
        return divisions.words(office.division()).say(role);
    }

    /** Gathers the rows of a file. */
    private final class Reading implements LedgerHandler<OfficerColumn> {

        private final List<Office> known;
        private final List<Row> good = new ArrayList<>();
        private final List<Rejected> bad = new ArrayList<>();
        private final Set<String> usernames = new HashSet<>();
        private final Set<String> identities = new HashSet<>();
        private boolean tooMany;

        Reading(List<Office> known) {
            this.known = known;
        }

        @Override
        public void row(LedgerRow<OfficerColumn> row) {
            if (Arrays.stream(OfficerColumn.values())
                    .allMatch(column -> row.text(column).isEmpty())) {
                // The template's list of offices goes on below the last officer.
                return;
            }
            tooMany = tooMany || good.size() + bad.size() >= MOST_ROWS;
            if (tooMany) {
                return;
            }
            var errors = new ArrayList<FieldError>();
            var role = role(row.text(OfficerColumn.ROLE), errors);
            var office = role == null ? null : office(row.text(OfficerColumn.OFFICE), role, errors);
            var fromText = row.text(OfficerColumn.FROM);
            var from = fromText.isEmpty() ? null : LedgerText.date(fromText);
            if (!fromText.isEmpty() && from == null) {
                errors.add(new FieldError("from", "日期“" + fromText + "”看不懂，请写成 2026-06-01 这样"));
            }
            var username = LedgerText.compact(row.text(OfficerColumn.USERNAME)).toLowerCase(Locale.ROOT);
            var identity = IdentityNumber.normalize(
                    row.cell(OfficerColumn.IDENTITY_NUMBER).text());
            if (!username.isEmpty() && !usernames.add(username)) {
                errors.add(new FieldError("username", "用户名“" + username + "”在本文件里出现了两次，请改成不同的"));
            }
            if (!identity.isEmpty() && !identities.add(identity)) {
                errors.add(new FieldError("identityNumber", "这个身份证号在本文件里出现了两次，一个人只建一个账号"));
            }
            if (office != null && role != null) {
                var officer = new NewOfficer(row.text(OfficerColumn.NAME), username, identity, office.id(), role, from);
                errors.addAll(service.check(officer));
                if (errors.isEmpty()) {
                    good.add(new Row(row.line(), officer, office));
                    return;
                }
            }
            bad.add(new Rejected(row.line(), row.table().headings(), row.originals(), List.copyOf(errors)));
        }

        private @Nullable Role role(String text, List<FieldError> errors) {
            var wanted = LedgerText.compact(text);
            var roles = Arrays.stream(Role.values())
                    .filter(role -> role.label().equals(wanted)
                            || known.stream()
                                    .anyMatch(office -> say(role, office).equals(wanted)))
                    .toList();
            if (roles.size() == 1) {
                return roles.get(0);
            }
            errors.add(new FieldError(
                    "role", (wanted.isEmpty() ? "没有填写岗位" : "没有“" + wanted + "”这个岗位") + "，请从模板的岗位名单中选一个"));
            return null;
        }

        /** By division code, by name, or by town and village; the role tells apart what has the same name. */
        private @Nullable Office office(String text, Role role, List<FieldError> errors) {
            var wanted = LedgerText.compact(text);
            var fitting = known.stream()
                    .filter(office -> role.belongsIn(office.kind()) && isCalled(office, wanted))
                    .toList();
            if (fitting.size() == 1) {
                return fitting.get(0);
            }
            if (fitting.isEmpty()) {
                errors.add(new FieldError(
                        "office",
                        wanted.isEmpty()
                                ? "没有填写单位，请从模板的单位名单中选一个"
                                : "您管理的范围内没有设“" + say(role, known.get(0)) + "”的“" + wanted + "”，请对照单位名单填写名称或编码"));
            } else {
                errors.add(new FieldError(
                        "office",
                        "叫“" + wanted + "”的单位有" + fitting.size() + "个，请改填单位编码："
                                + fitting.stream()
                                        .map(office ->
                                                office.division() + "（" + divisions.path(office.division()) + "）")
                                        .collect(Collectors.joining("、"))));
            }
            return null;
        }

        private boolean isCalled(Office office, String wanted) {
            if (wanted.isEmpty()) {
                return false;
            }
            var path = divisions.path(office.division());
            var division = divisions.require(office.division());
            return wanted.equals(LedgerText.compact(office.name()))
                    || office.department() == null
                            && (wanted.equals(office.division().value())
                                    || wanted.equals(LedgerText.compact(path))
                                    || wanted.equals(division.shownName())
                                    || wanted.equals(division.statisticalName()))
                    || office.department() != null
                            && (wanted.equals(office.department().label())
                                    || wanted.equals(office.division()
                                            + office.department().label()));
        }
    }

    /** The rejected rows as they were, with what is wrong and what to do. */
    public static void writeRejected(List<Rejected> rejected, OutputStream out) throws IOException {
        var headings = rejected.isEmpty() ? List.<String>of() : rejected.get(0).headings();
        var widths = new ArrayList<Integer>();
        headings.forEach(heading -> widths.add(20));
        widths.addAll(List.of(8, 14, 60));
        try (var workbook = new LedgerWriter(out, "未导入的行", 1, widths)) {
            var head = new ArrayList<>(headings);
            head.addAll(List.of("原行号", "有问题的列", "问题和改法"));
            workbook.row(Look.HEADING, head);
            for (var row : rejected) {
                var wrong = row.errors().stream()
                        .map(error -> OfficerColumn.headingOf(error.field()))
                        .distinct()
                        .collect(Collectors.joining("、"));
                var cells = new ArrayList<LedgerWriter.Cell>();
                row.cells().forEach(cell -> cells.add(new LedgerWriter.Cell(cell, Look.PLAIN)));
                cells.add(new LedgerWriter.Cell(Integer.toString(row.line()), Look.ADDED));
                cells.add(new LedgerWriter.Cell(wrong, Look.ADDED));
                cells.add(new LedgerWriter.Cell(
                        row.errors().stream().map(FieldError::message).collect(Collectors.joining("\n")), Look.ADDED));
                workbook.row(cells);
            }
        }
    }

    /** The table that officials fill in: headings, one example to be overwritten, and which offices and roles there are. */
    @Transactional(readOnly = true)
    public void writeTemplate(OutputStream out) throws IOException {
        var known = offices.in(service.administered());
        try (var workbook = new LedgerWriter(out, "人员", 2, List.of(14, 20, 36, 22, 24, 16, 4, 36, 22, 24))) {
            workbook.row(Look.TITLE, List.of("人员导入模板：从第3行起填写，每人一行。左边六列填写，右边是可选的单位和岗位；身份证号、上岗日期可以不填。"));
            var head = new ArrayList<>(Arrays.stream(OfficerColumn.values())
                    .map(OfficerColumn::heading)
                    .toList());
            head.addAll(List.of("", "可选：单位名", "可选：单位编码号", "可选：岗位名"));
            workbook.row(Look.HEADING, head);
            for (var office : known) {
                var roles = Arrays.stream(Role.values())
                        .filter(role -> role.belongsIn(office.kind()))
                        .map(role -> say(role, office))
                        .collect(Collectors.joining("、"));
                workbook.row(
                        Look.PLAIN,
                        List.of(
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                office.name(),
                                office.division().value(),
                                roles));
            }
        }
    }
}
