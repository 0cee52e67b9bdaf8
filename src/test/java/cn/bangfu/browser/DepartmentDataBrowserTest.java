package cn.bangfu.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestOfficers;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

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

    @Test
    void aFileIsDroppedLookedAtAndTakenIn() {
        try (var screen = new Screen(browser, port)) {
            screen.signIn(officers.hire(Department.MEDICAL_INSURANCE, "150625").username(), TestOfficers.PASSWORD);
            screen.open("/department-data");
            screen.page().getByLabel("文件").setInputFiles(FILE);
            screen.picture("department-data");
            screen.press("上传");
            screen.page().getByText("核对各列是什么").waitFor();
            screen.picture("department-data-columns");
            screen.press("按此导入");
            screen.page().getByText("涉及登记在册的人").waitFor();
            assertThat(screen.page().getByText("校验位不符").first().isVisible()).isTrue();
            screen.picture("department-data-done");
        }
        try (var screen = new Screen(browser, port)) {
            screen.signIn(officers.hire(Role.COUNTY_CLERK, "150625").username(), TestOfficers.PASSWORD);
            screen.open("/screening");
            screen.press("开始筛查");
            screen.page().getByText("新线索").waitFor();
            screen.picture("screening");
            screen.open("/quality");
            screen.press("现在检查");
            screen.page().getByText("检查时间").waitFor();
            screen.picture("quality");
        }
    }
}
