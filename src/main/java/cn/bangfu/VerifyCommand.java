package cn.bangfu;

import cn.bangfu.audit.TrailVerification;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * {@code java -jar bangfu.jar verify}: whether the trail is whole, without web server, engine or migration. Needs what the application
 * needs to reach its database, and the trail keys. Ends with 0 if it is, 1 if not, 2 if it could not look.
 */
@ComponentScan("cn.bangfu.audit.jdbc")
@Import({EmbeddedDatabaseConfiguration.class, PersonalDataConfiguration.class})
@EnableConfigurationProperties(PersonalDataConfiguration.Keys.class)
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    JacksonAutoConfiguration.class
})
final class VerifyCommand {

    static final String NAME = "verify";

    VerifyCommand() {}

    static int run(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (var context = new SpringApplicationBuilder(VerifyCommand.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(Arrays.copyOfRange(args, 1, args.length))) {
            var report = context.getBean(TrailVerification.class).verifyAndRecord(null);
            out.printf(
                    "核对了%d条留痕、%d条链、%d号封印、%d行其他记录，用时%.1f秒。%n",
                    report.events(),
                    report.chains(),
                    report.roots(),
                    report.rows(),
                    report.took().toMillis() / 1000.0);
            report.breaks()
                    .forEach(one ->
                            out.printf("%s\t%s\t%d\t%s%n", one.kind().label(), one.where(), one.seq(), one.said()));
            out.println(report.isWhole() ? "完整：没有发现改动。" : "不完整：发现%d处。".formatted(report.count()));
            return report.isWhole() ? 0 : 1;
        } catch (RuntimeException e) {
            out.println("没有核对成：" + e.getMessage());
            return 2;
        }
    }
}
