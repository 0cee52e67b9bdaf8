package cn.bangfu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/** Before anything starts in production: every secret has to be there, and all missing ones are named at once. */
class ProductionSecrets implements EnvironmentPostProcessor, Ordered {

    private static final Map<String, String> REQUIRED = new LinkedHashMap<>();

    static {
        REQUIRED.put("spring.datasource.url", "SPRING_DATASOURCE_URL");
        REQUIRED.put("spring.datasource.username", "SPRING_DATASOURCE_USERNAME");
        REQUIRED.put("spring.datasource.password", "SPRING_DATASOURCE_PASSWORD");
        REQUIRED.put("spring.flyway.user", "SPRING_FLYWAY_USER");
        REQUIRED.put("spring.flyway.password", "SPRING_FLYWAY_PASSWORD");
        REQUIRED.put("bangfu.secrets.data-keys.1", "BANGFU_SECRETS_DATAKEYS_1");
        REQUIRED.put("bangfu.secrets.lookup-key", "BANGFU_SECRETS_LOOKUPKEY");
        REQUIRED.put("bangfu.secrets.trail-keys.1", "BANGFU_SECRETS_TRAILKEYS_1");
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.acceptsProfiles(Profiles.of("production"))) {
            return;
        }
        List<String> missing = new ArrayList<>();
        REQUIRED.forEach((property, variable) -> {
            if (environment.getProperty(property, "").isBlank()
                    && environment.getProperty(variable, "").isBlank()) {
                missing.add(variable);
            }
        });
        if (!missing.isEmpty()) {
            throw new MissingSecret(String.join("、", missing));
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
