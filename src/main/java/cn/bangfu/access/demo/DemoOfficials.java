package cn.bangfu.access.demo;

import cn.bangfu.access.Department;
import cn.bangfu.access.Division;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.DivisionStore;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Office;
import cn.bangfu.access.OfficeKind;
import cn.bangfu.access.OfficerStore;
import cn.bangfu.access.Offices;
import cn.bangfu.access.Role;
import cn.bangfu.shared.DivisionCode;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Profile;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Creates the demo officials at the first start. A username is the place in pinyin with a running number, and the duty: {@code cun1-xinxi}
 * is the clerk (信息员) of the first village, {@code zhen1-fuze} the head (负责人) of its town, {@code xian-…} the county, {@code bumen-…} a
 * department. They all have the same password, which the application's own policy would refuse.
 */
@Component
@Profile("!production")
@ConditionalOnProperty(name = "bangfu.demo", havingValue = "true")
@DependsOn("referenceData")
public class DemoOfficials implements InitializingBean {

    public static final String PASSWORD = "bangfu-demo-2026";

    /**
     * Those with the most households in the demo register: two in one town, one in another, and a gacha in a sumu. Counties without
     * these take their first villages.
     */
    private static final List<String> VILLAGES =
            List.of("150625103211", "150625101200", "150625103204", "150625200203");

    private static final String[] NAMES = {
        "其木格", "刘永胜", "乌日娜", "高秀兰", "郝建平", "斯琴", "李卫东", "阿拉坦仓", "王桂英", "苏和", "杨继业", "娜仁花", "赵满仓", "白音那", "张巧玲", "额尔敦",
        "韩玉梅", "巴特尔", "孙立新", "萨仁高娃", "郭文斌", "哈斯", "马晓燕", "布和", "田广明", "金花", "贾志强", "通拉嘎", "薛丽华", "敖日其楞", "何建军", "托娅",
        "丁国庆", "宝音", "吕淑芳", "朝鲁", "石磊", "阿茹娜", "曹振华", "格日勒", "温玉珍", "道尔吉", "尚海燕", "呼和", "段世杰", "琪琪格", "任永红", "图雅",
        "侯春生", "牧仁"
    };

    /**
     * One of them, as {@code GET /demo/officials} says it.
     *
     * @param role the role's constant: {@code VILLAGE_CLERK}
     * @param roleName in the county's words: 嘎查村级信息员
     * @param division the office's division code
     * @param department the function, of a department's officer only
     */
    public record Official(
            String username,
            String password,
            String name,
            String office,
            String role,
            String roleName,
            String division,
            @Nullable String department) {}

    private record Wanted(String username, Office office, Role role) {}

    private final Divisions divisions;
    private final Offices offices;
    private final OfficerStore store;
    private final DivisionStore divisionStore;
    private final PasswordEncoder encoder;
    private final TransactionTemplate transaction;
    private final DivisionCode county;
    private List<Official> officials = List.of();

    DemoOfficials(
            Divisions divisions,
            Offices offices,
            OfficerStore store,
            DivisionStore divisionStore,
            PasswordEncoder encoder,
            TransactionTemplate transaction,
            @Value("${bangfu.counties}") List<String> counties) {
        this.divisions = divisions;
        this.offices = offices;
        this.store = store;
        this.divisionStore = divisionStore;
        this.encoder = encoder;
        this.transaction = transaction;
        this.county = new DivisionCode(counties.get(0));
    }

    /** All of them. */
    public List<Official> list() {
        return officials;
    }

    /** Whether the request comes from this machine itself and not through a proxy on it. */
    public static boolean isLocal(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                    && request.getHeader("X-Forwarded-For") == null
                    && request.getHeader("Forwarded") == null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public void afterPropertiesSet() {
        var wanted = wanted();
        transaction.executeWithoutResult(status -> {
            divisionStore.lock();
            String hash = null;
            for (var i = 0; i < wanted.size(); i++) {
                var official = wanted.get(i);
                if (!store.isUsernameTaken(official.username())) {
                    hash = hash == null ? encoder.encode(PASSWORD) : hash;
                    var person = store.addPerson(nameOf(i), null);
                    var officer = store.addOfficer(person, official.username(), hash, false, true);
                    store.addPost(officer, official.office().id(), official.role(), null);
                }
            }
        });
        var all = new ArrayList<Official>();
        for (var i = 0; i < wanted.size(); i++) {
            all.add(describe(wanted.get(i), nameOf(i)));
        }
        officials = List.copyOf(all);
    }

    private static String nameOf(int index) {
        return NAMES[index % NAMES.length];
    }

    private Official describe(Wanted wanted, String name) {
        var office = wanted.office();
        return new Official(
                wanted.username(),
                PASSWORD,
                name,
                office.name(),
                wanted.role().name(),
                divisions.words(county).say(wanted.role()),
                office.division().value(),
                office.department() == null ? null : office.department().name());
    }

    private List<Wanted> wanted() {
        var wanted = new ArrayList<Wanted>();
        var villages = villages();
        for (var i = 0; i < villages.size(); i++) {
            var office = offices.of(villages.get(i)).orElseThrow();
            var prefix = "cun" + (i + 1) + "-";
            wanted.add(new Wanted(prefix + "xinxi", office, Role.VILLAGE_CLERK));
            wanted.add(new Wanted(prefix + "zhuchi", office, Role.VILLAGE_CHAIR));
        }
        var towns = villages.stream().map(DivisionCode::town).distinct().toList();
        for (var i = 0; i < towns.size(); i++) {
            var office = offices.of(towns.get(i)).orElseThrow();
            var prefix = "zhen" + (i + 1) + "-";
            wanted.add(new Wanted(prefix + "jingban", office, Role.TOWN_CLERK));
            wanted.add(new Wanted(prefix + "shenhe", office, Role.TOWN_REVIEWER));
            wanted.add(new Wanted(prefix + "fuze", office, Role.TOWN_HEAD));
        }
        var office = offices.of(county).orElseThrow();
        wanted.add(new Wanted("xian-jingban", office, Role.COUNTY_CLERK));
        wanted.add(new Wanted("xian-shenhe", office, Role.COUNTY_REVIEWER));
        wanted.add(new Wanted("xian-shending", office, Role.COUNTY_HEAD));
        wanted.add(new Wanted("xian-fuhe", office(OfficeKind.LEADING_GROUP), Role.RECHECK_OFFICER));
        wanted.add(new Wanted("xian-shenji", office(OfficeKind.AUDIT), Role.AUDITOR));
        wanted.add(new Wanted("xian-liucheng", office, Role.PROCESS_OWNER));
        wanted.add(new Wanted("xian-guanli", office, Role.ADMINISTRATOR));
        for (var department : Department.values()) {
            wanted.add(new Wanted(
                    "bumen-" + pinyin(department),
                    offices.department(county, department).orElseThrow(),
                    Role.DEPARTMENT_CLERK));
        }
        // A second hand where one is needed: who looked into an objection does not confirm the case.
        wanted.add(new Wanted("xian-jingban2", offices.of(county).orElseThrow(), Role.COUNTY_CLERK));
        // Who draws a change does not release it.
        wanted.add(new Wanted("xian-liucheng2", offices.of(county).orElseThrow(), Role.PROCESS_OWNER));
        wanted.add(new Wanted("cun1-xinxi2", offices.of(villages.get(0)).orElseThrow(), Role.VILLAGE_CLERK));
        return wanted;
    }

    private Office office(OfficeKind kind) {
        return offices.in(DivisionScope.of(county)).stream()
                .filter(office -> office.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private List<DivisionCode> villages() {
        var known = VILLAGES.stream()
                .map(DivisionCode::new)
                .filter(code -> county.contains(code) && divisions.find(code).isPresent())
                .toList();
        if (!known.isEmpty()) {
            return known;
        }
        Set<DivisionCode> towns = new HashSet<>();
        return divisions.villagesIn(county).stream()
                .filter(Division::holdsHouseholds)
                .map(Division::code)
                .filter(code -> towns.add(code.town()))
                .limit(2)
                .toList();
    }

    private static String pinyin(Department department) {
        return switch (department) {
            case CIVIL_AFFAIRS -> "minzheng";
            case AGRICULTURE -> "nongmu";
            case HUMAN_RESOURCES -> "renshe";
            case EDUCATION -> "jiaoti";
            case MEDICAL_INSURANCE -> "yibao";
            case HEALTH -> "weijian";
            case HOUSING -> "zhujian";
            case WATER -> "shuili";
            case DISABLED -> "canlian";
            case NATURAL_RESOURCES -> "ziran";
            case POLICE -> "gongan";
            case MARKET_REGULATION -> "shijian";
            case FINANCE -> "caizheng";
            case TRANSPORT -> "jiaotong";
            case DEVELOPMENT_REFORM -> "fagai";
        };
    }
}
