package cn.bangfu.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.process.flow.County;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestOfficers;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A department's clerk sends a file, the county's clerk screens. */
@ApplicationTest
class DepartmentDataBrowserTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path FILE = Path.of("src/main/resources/demo/county-150625/医保局-住院费用.xlsx");

    private static Playwright playwright;
    private static Browser browser;

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PersonalDataCipher cipher;

    @BeforeAll
    static void startBrowser() {
        assumeTrue(Files.isExecutable(CHROMIUM), "no Chromium at " + CHROMIUM);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setHeadless(true)
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void stopBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    /** One that nobody has sent before: the same file again would only be recognized. */
    private byte[] bills() throws IOException {
        try (var in = Files.newInputStream(FILE);
                var book = new XSSFWorkbook(in);
                var out = new ByteArrayOutputStream()) {
            var sheet = book.getSheetAt(0);
            for (var name : List.of("部门甲", "部门乙", "部门丙")) {
                var row = sheet.createRow(sheet.getLastRowNum() + 1);
                row.createCell(0).setCellValue(name);
                row.createCell(1).setCellValue(household(name));
                row.createCell(2).setCellValue("2026");
                row.createCell(5).setCellValue("35,000.00");
            }
            sheet.createRow(sheet.getLastRowNum() + 1).createCell(0).setCellValue("制表：某某");
            book.write(out);
            return out.toByteArray();
        }
    }

    /** A household of one, and its number; all of these have one telephone. */
    private String household(String name) {
        var number = County.identityNumber(1955);
        var identity = new IdentityNumber(number);
        jdbc.sql("""
                        with h as (
                          insert into app.household (number, division, registration_type, residency, origin, phone, phone_hash)
                          values (:household, :village, 'ORDINARY', 'YES', 'ADDED', :phone, :phoneHash) returning id)
                        insert into app.household_member (household_id, name, identity_number, identity_hash, birth_date, sex, relation)
                        select id, :name, :number, :hash, :born, :sex, '户主' from h""")
                .param("household", "D" + UUID.randomUUID().toString().substring(0, 12))
                .param("village", County.VILLAGE)
                .param("name", name)
                .param("phone", cipher.seal("13900000155"))
                .param("phoneHash", cipher.lookupHash(IdentityNumber.class.getSimpleName() + "-phone", "13900000155"))
                .param("number", cipher.seal(number))
                .param("hash", cipher.lookupHash(identity))
                .param("born", identity.birthDate())
                .param("sex", identity.male() ? "MALE" : "FEMALE")
                .update();
        return number;
    }

    /** As on a desk and as on a telephone. */
    private static void picture(Screen screen, String name) {
        screen.picture(name);
        screen.page().setViewportSize(390, 844);
        screen.picture(name + "-phone");
        screen.page().setViewportSize(1366, 768);
    }

    private static void drop(Screen screen, String name, byte[] bytes) {
        screen.open("/department-data");
        screen.page().getByLabel("文件").setInputFiles(new FilePayload(name, "application/octet-stream", bytes));
        screen.press("上传");
    }

    @Test
    void aFileIsDroppedLookedAtAndTakenIn() throws IOException {
        try (var screen = new Screen(browser, port)) {
            screen.signIn(officers.hire(Department.MEDICAL_INSURANCE, "150625").username(), TestOfficers.PASSWORD);
            screen.open("/department-data");
            picture(screen, "department-data");
            drop(screen, "医保局-住院费用.xlsx", bills());
            screen.page().getByText("核对各列是什么").waitFor();
            picture(screen, "department-data-columns");
            screen.press("按此导入");
            screen.page().getByText("涉及登记在册的人").waitFor();
            assertThat(screen.page().getByText("校验位不符").first().isVisible()).isTrue();
            assertThat(screen.page().getByText("不是记录，没有读取").first().isVisible()).isTrue();
            picture(screen, "department-data-done");

            drop(screen, "费用.csv", "姓名,证照,花费\n甲,150699194812125024,35000\n".getBytes(Charset.forName("GB18030")));
            screen.page().getByText("没有找到“个人自付”列").waitFor();
            picture(screen, "department-data-unclear");
            screen.page().getByLabel("“花费”是什么").selectOption("OWN_EXPENSE");
            screen.press("放弃这份文件");

            drop(screen, "费用.xls", "<html><table><tr><td>姓名</td></tr></table></html>".getBytes(StandardCharsets.UTF_8));
            screen.page().getByText("这是网页格式的表格").waitFor();
            picture(screen, "department-data-refused");
        }
        try (var screen = new Screen(browser, port)) {
            screen.signIn(officers.hire(Role.COUNTY_CLERK, "150625").username(), TestOfficers.PASSWORD);
            screen.open("/screening");
            screen.press("开始筛查");
            screen.page().getByText("部门甲，住院费用").first().waitFor();
            picture(screen, "screening");
            for (var head : List.of("选部门甲", "选部门乙", "选部门丙")) {
                screen.page().getByLabel(head).check();
            }
            screen.press("下发勾选的线索");
            screen.page().getByText("待村级核实").nth(2).waitFor();
            picture(screen, "screening-sent");
            screen.open("/quality");
            screen.press("现在检查");
            screen.page().getByText("检查时间").waitFor();
            screen.page().getByText("不同户用同一个联系电话").first().click();
            screen.page().getByText("部门甲").first().waitFor();
            picture(screen, "quality");
        }
        try (var screen = new Screen(browser, port)) {
            screen.signIn(officers.hire(Role.VILLAGE_CLERK, County.VILLAGE).username(), TestOfficers.PASSWORD);
            screen.open("/clues");
            screen.page().getByText("部门甲").first().waitFor();
            picture(screen, "clues-of-village");
        }
    }
}
