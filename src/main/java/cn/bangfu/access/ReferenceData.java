package cn.bangfu.access;

import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.DivisionCode.Level;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * At every start brings the divisions of the configured counties up to their files and gives each its office. It runs while beans are
 * made, so that whoever starts later finds them. Offices that a county renamed keep their names.
 *
 * <p>{@code bangfu.communities-with-households} names the urban communities (or the towns or the county of them) that have rural
 * households after all.
 */
@Component
class ReferenceData implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(ReferenceData.class);

    private final DivisionStore store;
    private final ResourceLoader resources;
    private final TransactionTemplate transaction;
    private final List<DivisionCode> counties;
    private final String location;
    private final DivisionScope communitiesWithHouseholds;

    ReferenceData(
            DivisionStore store,
            ResourceLoader resources,
            TransactionTemplate transaction,
            @Value("${bangfu.counties}") List<String> counties,
            @Value("${bangfu.divisions:classpath:divisions/}") String location,
            @Value("${bangfu.communities-with-households:}") List<String> communitiesWithHouseholds) {
        this.store = store;
        this.resources = resources;
        this.transaction = transaction;
        this.counties = counties.stream().map(DivisionCode::new).toList();
        this.location = location;
        this.communitiesWithHouseholds = DivisionScope.of(
                communitiesWithHouseholds.stream().map(DivisionCode::new).toList());
    }

    @Override
    public void afterPropertiesSet() {
        for (var county : counties) {
            var divisions = read(county);
            transaction.executeWithoutResult(status -> {
                store.lock();
                store.save(divisions);
                store.addMissing(officesOf(divisions));
            });
            log.info("divisions loaded county={} divisions={}", county, divisions.size());
        }
    }

    private List<Division> read(DivisionCode county) {
        var file = "divisions-" + county + ".csv";
        var resource = resources.getResource(location + file);
        if (!resource.exists()) {
            throw new IllegalStateException("没有县级行政区划文件 " + location + file
                    + "。请把该县的区划表（列 code,name,level,parent）放到 bangfu.divisions" + " 指定的位置，或更正 bangfu.counties。");
        }
        try (var in = resource.getInputStream();
                var text = new InputStreamReader(in, StandardCharsets.UTF_8);
                var rows = CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .setTrim(true)
                        .get()
                        .parse(text)) {
            var names = rows.stream()
                    .collect(Collectors.toMap(
                            row -> new DivisionCode(row.get(0).replace("\uFEFF", "")), row -> row.get(1)));
            var countyName = names.get(county);
            if (countyName == null) {
                throw new IllegalStateException("区划文件 " + file + " 里没有 " + county + " 这一行。");
            }
            return divisions(county, countyName, names);
        } catch (IOException e) {
            throw new UncheckedIOException("读不了区划文件 " + file, e);
        }
    }

    private List<Division> divisions(DivisionCode county, String countyName, Map<DivisionCode, String> names) {
        return names.entrySet().stream()
                .filter(entry -> county.contains(entry.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Division(
                        entry.getKey(),
                        entry.getValue(),
                        DivisionNames.shown(entry.getKey(), entry.getValue(), countyName),
                        DivisionNames.isRuralVillage(entry.getKey(), entry.getValue())
                                || communitiesWithHouseholds.covers(entry.getKey())
                                        && DivisionNames.isInhabitedVillage(entry.getKey(), entry.getValue())))
                .toList();
    }

    /** Each division's own office and the county's other bodies, under the names that a county begins with. */
    private static List<Office> officesOf(List<Division> divisions) {
        var offices = new ArrayList<Office>();
        for (var division : divisions) {
            if (division.code().level() == Level.COUNTY) {
                offices.addAll(countyOffices(division, CountyWords.of(division, divisions)));
            } else {
                var kind = division.code().level() == Level.TOWN ? OfficeKind.TOWN : OfficeKind.VILLAGE;
                offices.add(new Office(
                        OfficeId.next(), kind, division.code(), null, DivisionNames.committeeOrGovernment(division)));
            }
        }
        return offices;
    }

    private static List<Office> countyOffices(Division county, CountyWords words) {
        var offices = new ArrayList<Office>();
        var name = county.shownName();
        var agriculture = name + departmentName(Department.AGRICULTURE, words);
        offices.add(new Office(OfficeId.next(), OfficeKind.COUNTY, county.code(), null, agriculture));
        offices.add(
                new Office(OfficeId.next(), OfficeKind.LEADING_GROUP, county.code(), null, name + "防止返贫监测帮扶工作领导小组办公室"));
        offices.add(new Office(OfficeId.next(), OfficeKind.AUDIT, county.code(), null, name + "纪委监委"));
        Arrays.stream(Department.values())
                .map(department -> new Office(
                        OfficeId.next(),
                        OfficeKind.DEPARTMENT,
                        county.code(),
                        department,
                        name + departmentName(department, words)))
                .forEach(offices::add);
        return offices;
    }

    private static String departmentName(Department department, CountyWords words) {
        return department == Department.AGRICULTURE && !words.household().equals("农牧户") ? "农业农村局" : department.label();
    }
}
