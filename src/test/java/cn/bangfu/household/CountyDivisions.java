package cn.bangfu.household;

import cn.bangfu.access.CountyWords;
import cn.bangfu.access.Division;
import cn.bangfu.access.Divisions;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.DivisionCode.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The divisions of the demo county, in memory and in a test's database. */
public final class CountyDivisions implements Divisions {

    private final TreeMap<DivisionCode, Division> divisions = new TreeMap<>();

    public CountyDivisions(JdbcClient owner) {
        try {
            for (var line : Files.readAllLines(Path.of("src/main/resources/divisions/divisions-150625.csv"))) {
                var fields = line.split(",", -1);
                if (!DivisionCode.isValid(fields[0])) {
                    continue;
                }
                var code = new DivisionCode(fields[0]);
                var village = code.level() == Level.VILLAGE && !fields[1].contains("社区");
                divisions.put(code, new Division(code, fields[1], fields[1].replace("村委会", "村"), village));
                owner.sql("insert into app.division values (?, ?, ?, ?, ?) on conflict do nothing")
                        .params(fields[0], fields[1], fields[1], fields[3].isEmpty() ? null : fields[3], village)
                        .update();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Division> find(DivisionCode code) {
        return Optional.ofNullable(divisions.get(code));
    }

    @Override
    public Division require(DivisionCode code) {
        return find(code).orElseThrow();
    }

    @Override
    public List<Division> in(DivisionCode parent) {
        return divisions.values().stream()
                .filter(d -> parent.contains(d.code())
                        && d.code().value().length() == parent.value().length() + 3)
                .toList();
    }

    @Override
    public List<Division> villagesIn(DivisionCode division) {
        return divisions.values().stream()
                .filter(d -> division.contains(d.code()) && d.code().level() == Level.VILLAGE)
                .toList();
    }

    @Override
    public List<Division> counties() {
        return List.of(divisions.firstEntry().getValue());
    }

    @Override
    public String path(DivisionCode code) {
        return fullPath(code);
    }

    @Override
    public String fullPath(DivisionCode code) {
        return require(code).shownName();
    }

    @Override
    public CountyWords words(DivisionCode code) {
        return CountyWords.NEUTRAL;
    }
}
