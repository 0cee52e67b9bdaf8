package cn.bangfu.household.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.household.AddHouseholdOutcome.Added;
import cn.bangfu.household.HealthState;
import cn.bangfu.household.HouseholdService;
import cn.bangfu.household.LabourCapacity;
import cn.bangfu.household.NewHousehold;
import cn.bangfu.household.NewHousehold.NewMember;
import cn.bangfu.household.People;
import cn.bangfu.ledger.Workbooks;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.policy.RegistrationType;
import cn.bangfu.policy.Residency;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.Browser;
import cn.bangfu.testing.TestOfficers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What officials of a village, the next village, the town, the county and a department see and may do. */
@ApplicationTest
@ExtendWith(OutputCaptureExtension.class)
class HouseholdPagesTest {

    private static final String COUNTY = "150625";
    private static final String TOWN = "150625104";
    private static final String VILLAGE = "150625104202";
    private static final String OTHER_VILLAGE = "150625104201";
    private static final String OTHER_TOWN = "150625103";

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private HouseholdService service;

    @Autowired
    private JdbcClient jdbc;

    @TempDir
    private Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private final IdentityNumber head = People.number(true);
    private final IdentityNumber wife = People.number(false);
    private final String phone =
            "138" + String.format("%08d", Math.abs(UUID.randomUUID().hashCode()) % 100_000_000);
    /** Nobody else in the shared register is called so. */
    private final String name = "阿拉坦" + letters();

    private Added household;

    private static String letters() {
        var letters = new StringBuilder();
        UUID.randomUUID()
                .toString()
                .replace("-", "")
                .chars()
                .limit(8)
                .forEach(c -> letters.append((char) (0x5000 + c * 37)));
        return letters.toString();
    }

    @BeforeEach
    void aHousehold() {
        household = (Added) service.add(
                new NewHousehold(
                        new DivisionCode(VILLAGE),
                        "三社",
                        RegistrationType.ORDINARY,
                        PolicyStatus.ORDINARY,
                        Residency.YES,
                        phone,
                        List.of(member(name, head, "户主"), member("萨仁高娃", wife, "配偶")),
                        "漏登"),
                People.actor(Role.TOWN_CLERK, TOWN));
    }

    private static NewMember member(String name, IdentityNumber number, String relation) {
        return new NewMember(
                name,
                number.value(),
                relation,
                "蒙古族",
                Set.of(HealthState.CHRONIC_ILLNESS),
                LabourCapacity.WEAK,
                "非在校生",
                true);
    }

    private Browser signedIn(Role role, String division) {
        return new Browser(port).signIn(officers.hire(role, division).username(), TestOfficers.PASSWORD);
    }

    private String search(Browser browser, String query) {
        var response = browser.submit("/search", "/search", Map.of("q", query));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.uri().toString()).endsWith("/search");
        return response.body();
    }

    private boolean finds(Browser browser, String query) {
        return search(browser, query).contains("/households/" + household.id());
    }

    // Search

    @Test
    void anOfficialFindsAHouseholdByWhateverIsKnown() {
        var clerk = signedIn(Role.VILLAGE_CLERK, VILLAGE);

        for (var query : List.of(
                name,
                name.substring(0, 5),
                name.substring(3),
                household.number(),
                head.value(),
                wife.value().toLowerCase(),
                " " + phone + " ")) {
            assertThat(finds(clerk, query)).as("search %s", query.length()).isTrue();
        }
        assertThat(search(clerk, name)).contains("呼和木独镇", "三社", name + "（户主）");
    }

    @Test
    void whoWorksInOneVillageSeesItsHouseholdsBeforeTyping() {
        assertThat(signedIn(Role.VILLAGE_CLERK, VILLAGE).get("/search").body()).contains("<table", "户编号");
        assertThat(signedIn(Role.TOWN_CLERK, TOWN).get("/search").body()).doesNotContain("<table");
        assertThat(signedIn(Role.VILLAGE_CHAIR, VILLAGE).get("/search").statusCode())
                .isEqualTo(200);
    }

    @Test
    void noPageOfTheSearchShowsAFullNumberOtherThanTheOneTyped() {
        var clerk = signedIn(Role.VILLAGE_CLERK, VILLAGE);

        assertThat(search(clerk, name))
                .doesNotContain(head.value())
                .doesNotContain(wife.value())
                .doesNotContain(phone);
        assertThat(search(clerk, wife.value())).doesNotContain(head.value()).doesNotContain(phone);
    }

    @Test
    void anotherVillageSeesNothing() {
        var other = signedIn(Role.VILLAGE_CLERK, OTHER_VILLAGE);

        for (var query : List.of(name, household.number(), head.value(), phone)) {
            assertThat(search(other, query))
                    .contains("没有找到")
                    .doesNotContain(household.id().toString());
        }
        assertThat(other.get("/households/" + household.id()).statusCode()).isEqualTo(404);
        assertThat(unmask(other, "IDENTITY_NUMBER:" + memberId(head), "核对申报书").statusCode())
                .isEqualTo(404);
        assertThat(api(other, name)).isEmpty();
    }

    @Test
    void theTownAboveAndTheCountySeeItAnotherTownDoesNot() {
        assertThat(finds(signedIn(Role.TOWN_REVIEWER, TOWN), name)).isTrue();
        assertThat(finds(signedIn(Role.COUNTY_HEAD, COUNTY), name)).isTrue();
        assertThat(finds(signedIn(Role.AUDITOR, COUNTY), name)).isTrue();
        assertThat(finds(signedIn(Role.TOWN_HEAD, OTHER_TOWN), name)).isFalse();
    }

    @Test
    void aDepartmentFindsByExactNumberOnlyAndReadsNoFile() {
        var clerk = new Browser(port)
                .signIn(officers.hire(Department.EDUCATION, COUNTY).username(), TestOfficers.PASSWORD);

        assertThat(search(clerk, name)).contains("请输入完整的证件号码").doesNotContain(household.number());
        assertThat(search(clerk, head.value())).contains(household.number());
        assertThat(clerk.get("/households/" + household.id()).statusCode()).isEqualTo(404);
    }

    @Test
    void whoWorksOnNoHouseholdHasNoSearch() {
        for (var role : List.of(Role.ADMINISTRATOR, Role.PROCESS_OWNER)) {
            assertThat(signedIn(role, COUNTY).get("/search").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void aNumberWithATypingErrorIsExplained() {
        var wrong = head.value().substring(0, 17) + (head.value().charAt(17) == '1' ? '2' : '1');

        assertThat(search(signedIn(Role.TOWN_CLERK, TOWN), wrong)).contains("校验位不符");
    }

    @Test
    void aNameThatLooksLikeCodeIsText() {
        var page = search(signedIn(Role.TOWN_CLERK, TOWN), "<img src=x onerror=alert(1)>");

        assertThat(page).doesNotContain("<img src=x").contains("&lt;img");
    }

    private JsonNode api(Browser browser, String query) {
        try {
            var response = browser.postJson(
                    "/api/households/search",
                    json.writeValueAsString(Map.of("query", query)),
                    "X-CSRF-TOKEN",
                    browser.token("/search"));
            assertThat(response.statusCode()).isEqualTo(200);
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void programsFindTheSameWithoutNumbers() {
        var found = api(signedIn(Role.TOWN_CLERK, TOWN), head.value());

        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("id").asText()).isEqualTo(household.id().toString());
        assertThat(found.get(0).get("head").asText()).isEqualTo(name);
        assertThat(found.get(0).get("village").asText()).endsWith("三社");
        assertThat(found.get(0).get("members").asInt()).isEqualTo(2);
        assertThat(found.toString()).doesNotContain(head.value());
    }

    // The file

    @Test
    void theFileShowsTheHouseholdWithEveryNumberMasked() {
        var page = signedIn(Role.VILLAGE_CLERK, VILLAGE)
                .get("/households/" + household.id())
                .body();

        assertThat(page)
                .contains(name, "萨仁高娃", "长期慢性病", "弱劳动力或半劳动力", "三社", phone.substring(0, 3) + "****" + phone.substring(7))
                .doesNotContain(head.value())
                .doesNotContain(wife.value())
                .doesNotContain(phone)
                .doesNotContain("??")
                .doesNotContain("null");
    }

    private HttpResponse<String> unmask(Browser browser, String what, String reason) {
        return browser.post(
                "/households/" + household.id() + "/unmask",
                Map.of("what", what, "reason", reason),
                "X-CSRF-TOKEN",
                browser.token("/search"));
    }

    private String memberId(IdentityNumber number) {
        return jdbc.sql(
                        "select id::text from app.household_member where household_id = ? order by relation = '户主' desc")
                .param(household.id().value())
                .query(String.class)
                .list()
                .get(number == head ? 0 : 1);
    }

    private long looks() {
        return jdbc.sql("select count(*) from app.unmask_log where household_id = ?")
                .param(household.id().value())
                .query(Long.class)
                .single();
    }

    @Test
    void oneFullNumberIsShownForARecordedReason() {
        var clerk = signedIn(Role.VILLAGE_CLERK, VILLAGE);

        var answer = unmask(clerk, "IDENTITY_NUMBER:" + memberId(wife), "核对申报书上的号码");

        assertThat(answer.body())
                .contains(wife.value())
                .doesNotContain(head.value())
                .doesNotContain(phone);
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(looks()).isEqualTo(1);
        assertThat(clerk.get("/households/" + household.id()).body()).doesNotContain(wife.value());
        assertThat(signedIn(Role.AUDITOR, COUNTY)
                        .get("/households/" + household.id())
                        .body())
                .contains("完整号码的查看记录", "核对申报书上的号码");
    }

    @Test
    void withoutAReasonNothingIsShownOrRecorded() {
        var answer = unmask(signedIn(Role.VILLAGE_CLERK, VILLAGE), "IDENTITY_NUMBER:" + memberId(head), "看");

        assertThat(answer.body()).contains("请写明查看原因").doesNotContain(head.value());
        assertThat(looks()).isZero();
    }

    @Test
    void theMemberOfAnotherHouseholdIsNotShownThroughThisOne() {
        var stranger = People.number(true);
        service.add(
                new NewHousehold(
                        new DivisionCode(OTHER_VILLAGE),
                        null,
                        RegistrationType.ORDINARY,
                        PolicyStatus.ORDINARY,
                        Residency.YES,
                        "",
                        List.of(member("外人", stranger, "户主")),
                        "漏登"),
                People.actor(Role.TOWN_CLERK, TOWN));
        var id = jdbc.sql(
                        "select id::text from app.household_member where name = '外人' order by created_at desc limit 1")
                .query(String.class)
                .single();

        var answer = unmask(signedIn(Role.VILLAGE_CLERK, VILLAGE), "IDENTITY_NUMBER:" + id, "核对申报书上的号码");

        assertThat(answer.body()).doesNotContain(stranger.value()).contains("没有登记证件号码");
    }

    @Test
    void whoLooksTooOftenIsStopped() {
        var officer = officers.hire(Role.VILLAGE_CLERK, VILLAGE);
        jdbc.sql("""
                        insert into app.unmask_log (household_id, field, reason, officer, person, person_name, office_name)
                        select ?, 'phone', '核对', ?, ?, '某', '某' from generate_series(1, 100)""")
                .params(
                        household.id().value(),
                        officer.id().value(),
                        officer.person().value())
                .update();

        var answer = unmask(new Browser(port).signIn(officer.username(), TestOfficers.PASSWORD), "PHONE", "核对申报书上的号码");

        assertThat(answer.body()).contains("今天已查看100次").doesNotContain(phone);
    }

    @Test
    void whatIsTypedAndShownNeverReachesTheLog(CapturedOutput output) {
        var clerk = signedIn(Role.VILLAGE_CLERK, VILLAGE);
        search(clerk, head.value());
        search(clerk, phone);
        search(clerk, name);
        unmask(clerk, "IDENTITY_NUMBER:" + memberId(head), "核对申报书上的号码");
        unmask(clerk, "IDENTITY_NUMBER:" + head.value(), "核对申报书上的号码");

        assertThat(output.getAll())
                .doesNotContain(head.value())
                .doesNotContain(phone)
                .doesNotContain(name);
    }

    // Import

    private byte[] ledger(String number, IdentityNumber identityNumber, String village) throws IOException {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("户编号", "村编码", "户类型", "姓名", "证件号码", "与户主关系"));
        rows.add(List.of(number, village, "一般农户", "巴图", identityNumber.value(), "户主"));
        rows.add(List.of(number, village, "一般农户", "错号", identityNumber.value().substring(0, 17), "之子"));
        return Files.readAllBytes(Workbooks.ofTexts(folder, rows));
    }

    private HttpResponse<String> post(String username, String path, byte[] file) {
        var boundary = "b" + UUID.randomUUID();
        var head =
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ledger.xlsx\"\r\n\r\n";
        var browser = new Browser(port);
        return browser.send(browser.request(path, "Authorization", Browser.basic(username, TestOfficers.PASSWORD))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(
                        head.getBytes(StandardCharsets.UTF_8),
                        file,
                        ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8))))
                .build());
    }

    @Test
    void aProgramImportsALedgerLooksAtTheDifferenceAndConfirms() throws IOException {
        var clerk = officers.hire(Role.TOWN_CLERK, TOWN);
        var number = "H" + UUID.randomUUID().toString().substring(0, 8);
        var person = People.number(true);

        var read = post(clerk.username(), "/api/register/imports", ledger(number, person, VILLAGE));

        assertThat(read.statusCode()).isEqualTo(202);
        var answer = json.readTree(read.body());
        assertThat(answer.get("state").asText()).isEqualTo("AWAITING_CONFIRMATION");
        assertThat(answer.get("counts").get("newMembers").asInt()).isEqualTo(1);
        assertThat(answer.get("rejected")).hasSize(1);
        assertThat(answer.get("rejected").get(0).get("line").asInt()).isEqualTo(3);
        assertThat(answer.get("rejected").get(0).get("reason").asText()).isEqualTo("length");
        assertThat(read.body()).doesNotContain(person.value().substring(6, 17));

        var path = "/api/register/imports/" + answer.get("id").asText();
        var done = post(clerk.username(), path + "/confirm", new byte[0]);
        assertThat(json.readTree(done.body()).get("state").asText()).isEqualTo("DONE");
        assertThat(post(clerk.username(), path + "/confirm", new byte[0]).statusCode())
                .isEqualTo(409);
        assertThat(api(signedIn(Role.VILLAGE_CLERK, VILLAGE), person.value())).hasSize(1);

        var other = officers.hire(Role.TOWN_CLERK, OTHER_TOWN);
        var browser = new Browser(port);
        for (var page : List.of(path, path + "/rejected.xlsx")) {
            assertThat(browser.getJson(page, "Authorization", Browser.basic(other.username(), TestOfficers.PASSWORD))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void onlyClerksOfTownAndCountyImport() throws IOException {
        var file = ledger("H1", People.number(true), VILLAGE);
        for (var role : List.of(Role.VILLAGE_CLERK, Role.VILLAGE_CHAIR)) {
            var officer = officers.hire(role, VILLAGE);
            assertThat(post(officer.username(), "/api/register/imports", file).statusCode())
                    .isEqualTo(403);
            assertThat(new Browser(port)
                            .signIn(officer.username(), TestOfficers.PASSWORD)
                            .get("/register")
                            .statusCode())
                    .isEqualTo(403);
        }
        var reviewer = officers.hire(Role.TOWN_REVIEWER, TOWN);
        assertThat(post(reviewer.username(), "/api/register/imports", file).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aClerkImportsOnThePage(CapturedOutput output) throws IOException {
        var clerk = signedIn(Role.TOWN_CLERK, TOWN);
        var number = "H" + UUID.randomUUID().toString().substring(0, 8);
        var person = People.number(false);

        assertThat(clerk.get("/register").body()).contains("上传并核对", "家庭编号", "必有");
        var sent = clerk.upload("/register", "/register", "file", "台账.xlsx", ledger(number, person, VILLAGE));
        assertThat(sent.statusCode()).isEqualTo(302);
        var page = sent.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
        assertThat(clerk.get(page).body())
                .contains("待确认", "确认更新", "巴图", "证件号码不是18位")
                .doesNotContain(person.value());

        clerk.submit(page, page + "/confirm", Map.of());

        assertThat(clerk.get(page).body()).contains("已导入").doesNotContain("确认更新");
        assertThat(clerk.get("/register").body()).contains("台账.xlsx");
        assertThat(signedIn(Role.TOWN_CLERK, OTHER_TOWN).get(page).statusCode()).isEqualTo(404);
        assertThat(output.getAll()).doesNotContain(person.value()).doesNotContain("巴图");
    }

    @Test
    void aVillageOfAnotherTownIsRefused() throws IOException {
        var clerk = officers.hire(Role.TOWN_CLERK, TOWN);

        var answer = json.readTree(
                post(clerk.username(), "/api/register/imports", ledger("H2", People.number(true), "150625103200"))
                        .body());

        assertThat(answer.get("counts").get("members").asInt()).isZero();
        assertThat(answer.get("rejected").get(0).get("reason").asText()).isEqualTo("other division");
    }

    @Test
    void aHostileFileIsRefusedWithAWord() {
        var clerk = officers.hire(Role.COUNTY_CLERK, COUNTY);

        var answer = post(clerk.username(), "/api/register/imports", new byte[] {'P', 'K', 3, 4, 1, 2, 3});

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("REFUSED").contains("xlsx").doesNotContain("Exception");
    }
}
