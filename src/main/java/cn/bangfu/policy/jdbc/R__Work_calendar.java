package cn.bangfu.policy.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Loads the years of the work calendar that come with the product; runs again when the file changes. */
@Component
public class R__Work_calendar extends BaseJavaMigration {

    private static final String FILE = "policy/china-workdays-2023-2026.csv";
    private static final String SOURCE = "国务院办公厅年度节假日安排";

    private final String csv = read();

    private record Day(LocalDate date, String kind, String name) {}

    @Override
    public void migrate(Context context) throws SQLException {
        var years = days().stream()
                .collect(Collectors.groupingBy(day -> day.date().getYear(), TreeMap::new, Collectors.toList()));
        for (Map.Entry<Integer, List<Day>> year : years.entrySet()) {
            replace(context.getConnection(), year.getKey(), year.getValue());
        }
    }

    private static void replace(Connection connection, int year, List<Day> days) throws SQLException {
        try (var keep = connection.prepareStatement(
                        "insert into app.work_calendar_year (year, source) values (?, ?) on conflict (year) do nothing");
                var clear = connection.prepareStatement("delete from app.work_calendar_day where year = ?");
                var add = connection.prepareStatement(
                        "insert into app.work_calendar_day (day, year, kind, name) values (?, ?, ?, ?)")) {
            keep.setInt(1, year);
            keep.setString(2, SOURCE);
            keep.executeUpdate();
            clear.setInt(1, year);
            clear.executeUpdate();
            for (var day : days) {
                add.setObject(1, day.date());
                add.setInt(2, year);
                add.setString(3, day.kind());
                add.setString(4, day.name());
                add.addBatch();
            }
            add.executeBatch();
        }
    }

    @Override
    public Integer getChecksum() {
        var crc = new CRC32();
        crc.update(csv.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    private List<Day> days() {
        return new BufferedReader(new StringReader(csv))
                .lines()
                .skip(1)
                .map(line -> line.split(",", 3))
                .map(column -> new Day(LocalDate.parse(column[0]), column[1], column[2]))
                .toList();
    }

    private static String read() {
        try {
            return new ClassPathResource(FILE).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
