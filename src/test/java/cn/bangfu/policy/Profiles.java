package cn.bangfu.policy;

import cn.bangfu.shared.DivisionCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** The shipped parameter sets, read from the migration that brings them; {@code PolicyDatabaseTest} sees that the database says the same. */
public final class Profiles {

    public static final ParameterSet HANGJIN = of("150625");
    public static final ParameterSet DIANBAI = of("440904");
    public static final ParameterSet DATONGHU = of("430971");

    /** An example, not Hangjin's. */
    public static final Setting<BigDecimal> LINE_8000 = new Setting.Value<>(new BigDecimal("8000.00"), "示例", false);

    private Profiles() {}

    private static ParameterSet of(String county) {
        var entries = new HashMap<String, ParameterSet.Entry>();
        var inCounty = false;
        try {
            for (var line : Files.readAllLines(Path.of("src/main/resources/db/migration/V30__policy.sql"))) {
                if (line.startsWith("select '00000000-")) {
                    inCounty = line.contains("'" + county + "'");
                }
                var entry = Pattern.compile("^  \\('(\\w+)', (null|'([^']*)'), '([^']*)', (true|false)\\),?$")
                        .matcher(line);
                if (inCounty && entry.matches()) {
                    entries.put(
                            entry.group(1),
                            new ParameterSet.Entry(
                                    entry.group(3), entry.group(4), Boolean.parseBoolean(entry.group(5))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ParameterSet(
                new UUID(0, Long.parseLong(county)), new DivisionCode(county), LocalDate.of(2021, 1, 1), entries);
    }

    /** The set with one value changed. */
    public static ParameterSet with(ParameterSet set, Parameter<?> parameter, String value) {
        var entries = new HashMap<>(Map.copyOf(set.entries()));
        entries.put(parameter.name(), new ParameterSet.Entry(value, "测试", false));
        return new ParameterSet(UUID.randomUUID(), set.county(), set.validFrom(), entries);
    }
}
