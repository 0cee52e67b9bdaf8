package cn.bangfu.access.demo;

import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says at the end of a start where to go and whom to sign in as. {@code bench/start-time.sh} waits for it. */
@Component
@Profile("!production")
@ConditionalOnProperty(name = "bangfu.demo", havingValue = "true")
class DemoWelcome {

    private static final Logger log = LoggerFactory.getLogger(DemoWelcome.class);

    private final DemoOfficials officials;
    private final Environment environment;

    DemoWelcome(DemoOfficials officials, Environment environment) {
        this.officials = officials;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void show() {
        var accounts = officials.list().stream()
                .map(official -> "  %-18s%s %s".formatted(official.username(), official.office(), official.roleName()))
                .collect(Collectors.joining("\n"));
        log.info(
                "演示环境已就绪：http://localhost:{}\n以下面任一账号登录，密码都是 {}\n{}",
                environment.getProperty("local.server.port"),
                DemoOfficials.PASSWORD,
                accounts);
    }
}
