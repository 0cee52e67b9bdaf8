package cn.bangfu.testing;

import cn.bangfu.BangfuApplication;
import cn.bangfu.process.model.NodeCoverage;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.ActiveProfiles;

/**
 * A test of the whole application. All of them share one context and one database, so a test makes its own households and cases and
 * never counts rows that others may add. No mock beans, no properties of its own: each would start the application once more.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        classes = {
            BangfuApplication.class,
            ApplicationTest.SharedDatabase.class,
            TestOfficers.class,
            TrainingSwitch.class,
            NodeCoverage.class
        })
@ActiveProfiles("test")
public @interface ApplicationTest {

    @Configuration(proxyBeanMethods = false)
    class SharedDatabase {

        @Bean(destroyMethod = "release")
        TestPostgres.Database database() {
            TestPostgres.hold();
            return TestPostgres.newDatabase();
        }

        @Bean
        JdbcConnectionDetails applicationConnection(TestPostgres.Database database) {
            return new JdbcConnectionDetails() {
                @Override
                public String getUsername() {
                    return TestPostgres.APP;
                }

                @Override
                public String getPassword() {
                    return TestPostgres.PASSWORD;
                }

                @Override
                public String getJdbcUrl() {
                    return database.url();
                }
            };
        }

        @Bean
        FlywayConnectionDetails ownerConnection(TestPostgres.Database database) {
            return new FlywayConnectionDetails() {
                @Override
                public String getUsername() {
                    return TestPostgres.OWNER;
                }

                @Override
                public String getPassword() {
                    return TestPostgres.PASSWORD;
                }

                @Override
                public String getJdbcUrl() {
                    return database.url();
                }
            };
        }
    }
}
