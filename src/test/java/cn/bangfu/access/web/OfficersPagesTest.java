package cn.bangfu.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Department;
import cn.bangfu.access.OfficeId;
import cn.bangfu.access.OfficerStore;
import cn.bangfu.access.Officers;
import cn.bangfu.access.Offices;
import cn.bangfu.access.Role;
import cn.bangfu.ledger.LedgerWriter;
import cn.bangfu.ledger.LedgerWriter.Look;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.Browser;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestOfficers.TestOfficer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApplicationTest
class OfficersPagesTest {

    private static final Pattern FIRST_PASSWORD = Pattern.compile("class=\"secret\">([^<]+)<");
    private static final DivisionCode VILLAGE = new DivisionCode("150625100203");

    @LocalServerPort
    int port;

    @Autowired
    TestOfficers testOfficers;

    @Autowired
    Officers officers;

    @Autowired
    OfficerStore store;

    @Autowired
    Offices offices;

    @Autowired
    JdbcClient jdbc;

    private Browser county;
    private Browser town;
    private String username;

    @BeforeEach
    void signIn() {
        county = administratorOf("150625");
        town = administratorOf("150625100");
        username = "n" + UUID.randomUUID().toString().substring(0, 8);
    }

    private Browser administratorOf(String division) {
        return new Browser(port)
                .signIn(testOfficers.hire(Role.ADMINISTRATOR, division).username(), TestOfficers.PASSWORD);
    }

    private OfficeId office(String division) {
        return offices.of(new DivisionCode(division)).orElseThrow().id();
    }

    private Map<String, String> newClerk() {
        return Map.of(
                "name", "阿拉坦仓",
                "username", username,
                "identityNumber", "",
                "office", office(VILLAGE.value()).toString(),
                "role", "VILLAGE_CLERK",
                "from", "");
    }

    private static Map<String, String> with(Map<String, String> fields, String key, String value) {
        var changed = new HashMap<>(fields);
        changed.put(key, value);
        return changed;
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("").replaceFirst("http://localhost:\\d+", "");
    }

    private String page(TestOfficer officer) {
        return "/officers/" + officer.id();
    }

    private HttpResponse<String> act(
            Browser administrator, TestOfficer officer, String action, Map<String, String> fields) {
        return administrator.submit("/password", page(officer) + action, fields);
    }

    @Test
    void aNewOfficerGetsAFirstPasswordThatIsShownOnce() {
        var added = county.submit("/officers/new", "/officers", newClerk());
        assertThat(added.statusCode()).isEqualTo(302);

        var shown = county.get(location(added)).body();
        assertThat(shown)
                .contains("阿拉坦仓")
                .contains("阿日柴达木村村民委员会")
                .contains("建立账号")
                .contains("测试员");
        var password = FIRST_PASSWORD.matcher(shown);
        assertThat(password.find()).isTrue();
        assertThat(county.get(location(added)).body()).doesNotContain(password.group(1));

        var officer = new Browser(port);
        officer.signIn(username, password.group(1));
        assertThat(location(officer.get("/"))).isEqualTo("/password");
        assertThat(officers.of(Role.VILLAGE_CLERK, VILLAGE))
                .anyMatch(o -> o.username().equals(username));
    }

    @ParameterizedTest
    @CsvSource({
        "username, Zhang Ming, 用户名须为3到32个小写字母",
        "name, '', 请填写姓名",
        "identityNumber, 150699196910156440, 校验位不符",
        "role, TOWN_HEAD, 没有“苏木镇负责人”这个岗位",
        "from, 1990-01-01, 上岗日期不对"
    })
    void whatIsWrongIsSaidAtItsFieldAndNothingTypedIsLost(String field, String value, String message) {
        var refused = county.submit("/officers/new", "/officers", with(newClerk(), field, value));

        assertThat(refused.statusCode()).isEqualTo(200);
        assertThat(refused.body()).contains(message).contains("aria-invalid=\"true\"");
        if (!field.equals("name")) {
            assertThat(refused.body()).contains("value=\"阿拉坦仓\"");
        }
        assertThat(officers.byUsername(username)).isEmpty();
    }

    @Test
    void aUsernameIsNeverGivenTwiceNotEvenAfterItsOwnerLeft() {
        var officer = testOfficers.hire(Role.VILLAGE_CLERK, VILLAGE.value());
        assertThat(act(county, officer, "/leave", Map.of()).statusCode()).isEqualTo(302);

        assertThat(county.submit("/officers/new", "/officers", with(newClerk(), "username", officer.username()))
                        .body())
                .contains("已被使用（包括已离任的人）");
    }

    @Test
    void theSameIdentityNumberIsTheSamePerson() {
        var fields = with(newClerk(), "identityNumber", "150699197305253121");
        jdbc.sql("update app.person set identity_hash = null where identity_hash is not null")
                .update();
        assertThat(county.submit("/officers/new", "/officers", fields).statusCode())
                .isEqualTo(302);
        var first = officers.byUsername(username).orElseThrow();

        var second = with(fields, "username", username + "b");
        assertThat(county.submit("/officers/new", "/officers", second).body()).contains("此人已有账号“" + username + "”");
        assertThat(county.submit("/officers/new", "/officers", with(second, "name", "别人"))
                        .body())
                .contains("已登记在另一个姓名下");

        county.submit("/password", "/officers/" + first.id() + "/leave", Map.of());
        assertThat(county.submit("/officers/new", "/officers", second).statusCode())
                .isEqualTo(302);
        assertThat(officers.byUsername(username + "b").orElseThrow().person()).isEqualTo(first.person());
    }

    @Test
    void whoLeavesLosesPostsAccountAndOpenSessions() {
        var officer = testOfficers.hire(Role.VILLAGE_CLERK, VILLAGE.value());
        var session = new Browser(port).signIn(officer.username(), TestOfficers.PASSWORD);

        assertThat(act(county, officer, "/leave", Map.of()).statusCode()).isEqualTo(302);

        assertThat(location(session.get("/"))).isEqualTo("/login?ended");
        assertThat(officers.find(officer.id()).orElseThrow().enabled()).isFalse();
        assertThat(officers.find(officer.id()).orElseThrow().posts()).isEmpty();
        assertThat(officers.groupsOf(officer.username())).isEmpty();
        assertThat(county.get("/officers?q=" + officer.username()).body()).contains("没有符合条件的人员");
        assertThat(county.get("/officers?left=true&q=" + officer.username()).body())
                .contains("已离任");
    }

    @Test
    void whoComesBackGetsTheOldAccountWithANewPasswordAndNewPosts() {
        var officer = testOfficers.hire(Role.VILLAGE_CLERK, VILLAGE.value());
        act(county, officer, "/leave", Map.of());
        assertThat(county.get(page(officer)).body()).contains("已办理离任");

        var restored = act(county, officer, "/restore", Map.of());
        assertThat(restored.statusCode()).as(restored.body()).isEqualTo(302);
        var password = FIRST_PASSWORD.matcher(county.get(page(officer)).body());
        assertThat(password.find()).isTrue();
        act(county, officer, "/posts", Map.of("office", office("150625100").toString(), "role", "TOWN_CLERK"));

        new Browser(port).signIn(officer.username(), password.group(1));
        assertThat(officers.find(officer.id()).orElseThrow().posts())
                .singleElement()
                .matches(post -> post.role() == Role.TOWN_CLERK);
        assertThat(county.get(page(officer)).body())
                .contains("恢复账号")
                .contains("停用账号")
                .contains("结束岗位")
                .contains("给岗位：锡尼镇人民政府 苏木镇经办人");
    }

    @Test
    void whoWorksOnCasesCanNotBeMadeAnAdministratorToo() {
        var officer = testOfficers.hire(Role.TOWN_CLERK, "150625100");

        var refused = act(
                county, officer, "/posts", Map.of("office", office("150625100").toString(), "role", "ADMINISTRATOR"));

        assertThat(refused.body()).contains("不能由同一人兼任");
        assertThat(officers.find(officer.id()).orElseThrow().posts()).hasSize(1);
    }

    @Test
    void nobodyChangesTheOwnAccount() {
        var me = testOfficers.hire(Role.ADMINISTRATOR, "150625");
        var browser = new Browser(port).signIn(me.username(), TestOfficers.PASSWORD);

        assertThat(browser.get(page(me)).statusCode()).isEqualTo(403);
        assertThat(act(browser, me, "/posts", Map.of("office", office("150625").toString(), "role", "COUNTY_HEAD"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aTownSeesItsOwnPeopleAndVillagesAndNobodyElse() {
        var own = testOfficers.hire(Role.VILLAGE_CLERK, VILLAGE.value());
        var other = testOfficers.hire(Role.VILLAGE_CLERK, "150625101200");
        var countyClerk = testOfficers.hire(Role.COUNTY_CLERK, "150625");

        assertThat(town.get("/officers?q=" + own.username()).body()).contains(own.name());
        assertThat(town.get(page(own)).statusCode()).isEqualTo(200);
        for (var stranger : List.of(other, countyClerk)) {
            assertThat(town.get("/officers?q=" + stranger.username()).body())
                    .contains("没有符合条件的人员")
                    .doesNotContain(stranger.name());
            assertThat(town.get(page(stranger)).statusCode()).isEqualTo(403);
            for (var action : List.of("/leave", "/first-password", "/restore")) {
                assertThat(act(town, stranger, action, Map.of()).statusCode()).isEqualTo(403);
            }
            assertThat(act(
                                    town,
                                    stranger,
                                    "/posts",
                                    Map.of("office", office("150625100").toString(), "role", "TOWN_CLERK"))
                            .statusCode())
                    .isEqualTo(403);
            var post = store.terms(stranger.id()).get(0).id();
            assertThat(act(town, stranger, "/posts/" + post + "/end", Map.of()).statusCode())
                    .isEqualTo(403);
        }
        assertThat(town.get("/officers?division=150625101").statusCode()).isEqualTo(403);
        assertThat(town.get("/officers?division=150625").statusCode()).isEqualTo(403);
        assertThat(town.get("/officers?division=150625100203").statusCode()).isEqualTo(200);
        assertThat(town.get("/offices").body())
                .contains("锡尼镇人民政府")
                .contains("阿日柴达木村村民委员会")
                .doesNotContain("巴拉贡镇")
                .doesNotContain("农牧局");
        assertThat(town.get("/offices/" + office("150625101")).statusCode()).isEqualTo(403);
    }

    @Test
    void aTownGivesPostsInItsOwnOfficesOnly() {
        var elsewhere = with(newClerk(), "office", office("150625101200").toString());

        assertThat(town.submit("/officers/new", "/officers", elsewhere).body()).contains("不归您管理");
        assertThat(town.submit(
                                "/officers/new",
                                "/officers",
                                with(with(newClerk(), "office", office("150625").toString()), "role", "COUNTY_HEAD"))
                        .body())
                .contains("不归您管理");
        assertThat(officers.byUsername(username)).isEmpty();
    }

    /** Or a town could take over the account of somebody who moved up to the county. */
    @Test
    void whoMovedOnIsOutOfTheOldTownsHands() {
        var officer = testOfficers.hire(Role.TOWN_CLERK, "150625100");
        testOfficers.assign(officer, Role.COUNTY_CLERK, "150625");

        for (var action : List.of("/leave", "/first-password")) {
            var refused = act(town, officer, action, Map.of());
            assertThat(refused.body()).contains("请由上级系统管理员办理").doesNotContain("class=\"secret\"");
        }
        var own = store.terms(officer.id()).stream()
                .filter(post -> post.role() == Role.TOWN_CLERK)
                .findFirst()
                .orElseThrow();
        assertThat(act(town, officer, "/posts/" + own.id() + "/end", Map.of()).statusCode())
                .isEqualTo(302);

        assertThat(officers.find(officer.id()).orElseThrow().posts())
                .singleElement()
                .matches(post -> post.role() == Role.COUNTY_CLERK);
        assertThat(act(town, officer, "/first-password", Map.of()).body()).contains("请由上级系统管理员办理");
        new Browser(port).signIn(officer.username(), TestOfficers.PASSWORD);
    }

    @Test
    void aNewFirstPasswordEndsTheOldOne() {
        var officer = testOfficers.hire(Role.VILLAGE_CLERK, VILLAGE.value());
        var session = new Browser(port).signIn(officer.username(), TestOfficers.PASSWORD);

        act(town, officer, "/first-password", Map.of());
        var password = FIRST_PASSWORD.matcher(town.get(page(officer)).body());
        assertThat(password.find()).isTrue();

        assertThat(location(session.get("/"))).isEqualTo("/login?ended");
        assertThat(location(new Browser(port).trySignIn(officer.username(), TestOfficers.PASSWORD)))
                .isEqualTo("/login?wrong");
        new Browser(port).signIn(officer.username(), password.group(1));
    }

    @Test
    void anOfficeGetsANewNameFromADayOn() {
        var water =
                offices.department(new DivisionCode("150625"), Department.WATER).orElseThrow();
        var officer = testOfficers.hire(Department.WATER, "150625");

        county.submit(
                "/offices/" + water.id(),
                "/offices/" + water.id() + "/name",
                Map.of("name", "杭锦旗水务局", "from", "2030-01-01"));
        assertThat(offices.find(water.id()).orElseThrow().name()).isEqualTo("杭锦旗水利局");
        county.submit(
                "/offices/" + water.id(),
                "/offices/" + water.id() + "/name",
                Map.of("name", "杭锦旗水务局", "from", "2026-01-01"));

        assertThat(officers.find(officer.id())
                        .orElseThrow()
                        .posts()
                        .get(0)
                        .office()
                        .name())
                .isEqualTo("杭锦旗水务局");
        county.submit(
                "/offices/" + water.id(),
                "/offices/" + water.id() + "/name",
                Map.of("name", "杭锦旗水利局", "from", "2026-01-01"));
    }

    private static byte[] workbook(List<List<String>> rows) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new LedgerWriter(bytes, "人员", 0, List.of())) {
            workbook.row(Look.TITLE, List.of("杭锦旗防返贫监测人员名单"));
            workbook.row(Look.HEADING, List.of("序号", "姓 名", "账号", "所在单位", "岗位", "身份证号", "任职日期"));
            for (var row : rows) {
                workbook.row(Look.PLAIN, row);
            }
        }
        return bytes.toByteArray();
    }

    private static List<List<String>> rows(byte[] xlsx) throws IOException {
        var formatter = new DataFormatter();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(xlsx))) {
            var rows = new ArrayList<List<String>>();
            for (var row : workbook.getSheetAt(0)) {
                var cells = new ArrayList<String>();
                row.forEach(cell -> cells.add(formatter.formatCellValue(cell)));
                rows.add(cells);
            }
            return rows;
        }
    }

    @Test
    void goodRowsOfATableGoInAndBadOnesComeBackWithWhatToDo() throws IOException {
        var u = username;
        var table = workbook(List.of(
                List.of("1", "其木格", u + "1", "阿日柴达木村", "村级信息员", "", "2026年6月1日"),
                List.of("2", "李卫东", u.toUpperCase() + "2", "锡尼镇人民政府", "苏木镇经办人", "", ""),
                List.of("3", "苏和", u + "3", "150625200201", "嘎查村级评议主持人", "１５０６９９１９７７０５０３０５０９", ""),
                List.of("4", "王桂英", u + "4", "民政局", "部门经办人", "", ""),
                List.of("5", "", "", "", "", "", ""),
                List.of("6", "高秀兰", u + "5", "巴音布拉格嘎查", "村级信息员", "", ""),
                List.of("7", "郝建平", u + "1", "天德恒湾村", "村级信息员", "", ""),
                List.of("8", "刘永胜", u + "6", "天德恒湾村", "村长", "", ""),
                List.of("9", "乌日娜", u + "7", "火星村", "村级信息员", "", ""),
                List.of("10", "斯琴", u + "8", "天德恒湾村", "村级信息员", "150699197705030500", "上个月"),
                List.of("", "合计", "9人", "", "", "", "")));

        var response = county.upload("/officers/import", "/officers/import", "file", "名单.xlsx", table);

        assertThat(location(response)).isEqualTo("/officers/import");
        var page = county.get("/officers/import").body();
        assertThat(page).contains("已登记4人").contains("有5行没有导入");
        assertThat(officers.byUsername(u + "1")
                        .orElseThrow()
                        .posts()
                        .get(0)
                        .from()
                        .toString())
                .isEqualTo("2026-05-31T16:00:00Z");
        assertThat(officers.byUsername(u + "2")).isPresent();
        assertThat(officers.byUsername(u + "3")
                        .orElseThrow()
                        .posts()
                        .get(0)
                        .office()
                        .name())
                .isEqualTo("脑高岱嘎查村民委员会");
        assertThat(officers.groupsOf(u + "4"))
                .anyMatch(group -> group.id().equals("departmentClerkCivilAffairs150625"));

        var rejected = rows(county.download(
                county.request("/officers/import/rejected.xlsx").GET().build()));
        assertThat(rejected.get(0)).endsWith("原行号", "有问题的列", "问题和改法");
        assertThat(rejected).hasSize(6);
        assertThat(rejected.get(1))
                .contains("高秀兰", "8", "单位")
                .last()
                .asString()
                .contains("有2个")
                .contains("150625100212（锡尼镇 巴音布拉格嘎查）");
        assertThat(rejected.get(2)).contains("用户名").last().asString().contains("出现了两次");
        assertThat(rejected.get(3)).contains("岗位").last().asString().contains("没有“村长”这个岗位");
        assertThat(rejected.get(4)).contains("单位").last().asString().contains("“火星村”");
        assertThat(rejected.get(5))
                .contains("上岗日期、身份证号")
                .last()
                .asString()
                .contains("看不懂")
                .contains("校验位");
    }

    @Test
    void theFirstPasswordsOfAnImportAreFetchedOnceAndWork() throws IOException {
        county.upload(
                "/officers/import",
                "/officers/import",
                "file",
                "名单.xlsx",
                workbook(List.of(List.of("1", "其木格", username, "阿日柴达木村", "村级信息员", "", ""))));

        HttpRequest fetch = county.request(
                        "/officers/import/passwords.xlsx", "X-CSRF-TOKEN", county.token("/officers/import"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        var passwords = rows(county.download(fetch));
        assertThat(county.send(fetch).statusCode()).isEqualTo(404);

        assertThat(passwords.get(2)).startsWith("其木格", username, "阿日柴达木村村民委员会", "嘎查村级信息员");
        new Browser(port).signIn(username, passwords.get(2).get(4));
        assertThat(county.get("/officers/import").body()).contains("初始密码单已下载");
    }

    @Test
    void aTownImportsItsOwnPeopleOnly() throws IOException {
        town.upload(
                "/officers/import",
                "/officers/import",
                "file",
                "名单.xlsx",
                workbook(List.of(List.of("1", "其木格", username, "查干白村", "村级信息员", "", ""))));

        assertThat(town.get("/officers/import").body()).contains("已登记0人").contains("“查干白村”");
        assertThat(officers.byUsername(username)).isEmpty();
    }

    @Test
    void whatIsNoTableIsRefusedInPlainWords() {
        county.upload(
                "/officers/import", "/officers/import", "file", "x.xlsx", "姓名，用户名".getBytes(StandardCharsets.UTF_8));

        assertThat(county.get("/officers/import").body()).contains("没有找到表头");
    }

    @Test
    void theTemplateCanBeFilledInAndSentBack() throws IOException {
        var template =
                town.download(town.request("/officers/template.xlsx").GET().build());
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(template))) {
            var row = workbook.getSheetAt(0).getRow(2);
            var values = List.of("其木格", username, "阿日柴达木村村民委员会", "嘎查村级信息员");
            for (var i = 0; i < values.size(); i++) {
                row.getCell(i).setCellValue(values.get(i));
            }
            workbook.write(bytes);
        }

        town.upload("/officers/import", "/officers/import", "file", "模板.xlsx", bytes.toByteArray());

        assertThat(town.get("/officers/import").body()).contains("已登记1人").doesNotContain("没有导入");
        assertThat(rows(template).stream().flatMap(List::stream))
                .contains("阿日柴达木村村民委员会")
                .doesNotContain("巴拉贡镇人民政府");
    }
}
