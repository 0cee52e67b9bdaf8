package cn.bangfu.access;

import cn.bangfu.shared.DivisionCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Profile;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets the first person in: a county nobody administers yet gets the administrator whom the environment names, once, with a password
 * that has to be changed at the first sign-in. Afterwards the setting does nothing any more (H28 in security.md).
 */
@Component
@Profile("production")
@DependsOn("referenceData")
class FirstAdministrator implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

    /**
     * @param username of the account, {@code BANGFU_FIRSTADMINISTRATOR_USERNAME}
     * @param name of the person
     * @param password holds for the first sign-in
     */
    @ConfigurationProperties("bangfu.first-administrator")
    record Settings(
            @Nullable String username,
            @Nullable String name,
            @Nullable String password) {}

    private final Settings settings;
    private final OfficerStore store;
    private final Offices offices;
    private final DivisionStore divisionStore;
    private final PasswordPolicy policy;
    private final PasswordEncoder encoder;
    private final TransactionTemplate transaction;
    private final List<DivisionCode> counties;

    FirstAdministrator(
            Settings settings,
            OfficerStore store,
            Offices offices,
            DivisionStore divisionStore,
            PasswordPolicy policy,
            PasswordEncoder encoder,
            TransactionTemplate transaction,
            @Value("${bangfu.counties}") List<String> counties) {
        this.settings = settings;
        this.store = store;
        this.offices = offices;
        this.divisionStore = divisionStore;
        this.policy = policy;
        this.encoder = encoder;
        this.transaction = transaction;
        this.counties = counties.stream().map(DivisionCode::new).toList();
    }

    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(status -> {
            divisionStore.lock();
            var orphaned = counties.stream()
                    .filter(county -> store.holders(Role.ADMINISTRATOR, DivisionScope.of(county)) == 0)
                    .toList();
            if (!orphaned.isEmpty()) {
                appoint(orphaned);
            }
        });
    }

    private void appoint(List<DivisionCode> orphaned) {
        var username = settings.username();
        var name = settings.name();
        var password = settings.password();
        if (username == null || name == null || password == null) {
            log.warn(
                    "还没有系统管理员，无法登录。请设置 BANGFU_FIRSTADMINISTRATOR_USERNAME、BANGFU_FIRSTADMINISTRATOR_NAME、"
                            + "BANGFU_FIRSTADMINISTRATOR_PASSWORD 后重新启动。counties={}",
                    orphaned);
            return;
        }
        var faults = policy.faults(password, username);
        if (!faults.isEmpty()) {
            throw new IllegalStateException("BANGFU_FIRSTADMINISTRATOR_PASSWORD 不能用：" + String.join("", faults));
        }
        var officer = store.addOfficer(store.addPerson(name, null), username, encoder.encode(password), true, false);
        for (var county : orphaned) {
            store.addPost(officer, offices.of(county).orElseThrow().id(), Role.ADMINISTRATOR, null);
        }
        log.info("first administrator appointed officer={} counties={}", officer, orphaned);
    }
}
