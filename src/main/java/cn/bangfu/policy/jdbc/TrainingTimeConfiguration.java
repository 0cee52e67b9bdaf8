package cn.bangfu.policy.jdbc;

import cn.bangfu.policy.TrainingTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

@Configuration(proxyBeanMethods = false)
class TrainingTimeConfiguration {

    /** @throws TrainingInProduction if training is asked for in production */
    @Bean
    TrainingTime trainingTime(
            @Value("${bangfu.training.day-length:#{null}}") @Nullable Duration dayLength, Environment environment) {
        if (dayLength != null && environment.acceptsProfiles(Profiles.of("production"))) {
            throw new TrainingInProduction();
        }
        return dayLength == null ? TrainingTime.OFF : TrainingTime.of(dayLength);
    }
}
