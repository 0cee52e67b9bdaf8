package cn.bangfu;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where no outside PostgreSQL is configured, the application brings its own. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "bangfu.embedded-database", havingValue = "true")
class EmbeddedDatabaseConfiguration {

    @Bean
    LocalSecrets localSecrets(@Value("${bangfu.data-dir}") Path dataDirectory) {
        return new LocalSecrets(dataDirectory);
    }

    @Bean(destroyMethod = "close")
    EmbeddedDatabase embeddedDatabase(@Value("${bangfu.data-dir}") Path dataDirectory, LocalSecrets secrets) {
        return new EmbeddedDatabase(dataDirectory, secrets);
    }

    @Bean
    JdbcConnectionDetails applicationConnection(EmbeddedDatabase database, LocalSecrets secrets) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return EmbeddedDatabase.APP;
            }

            @Override
            public String getPassword() {
                return secrets.get(EmbeddedDatabase.APP);
            }

            @Override
            public String getJdbcUrl() {
                return database.url();
            }
        };
    }

    @Bean
    FlywayConnectionDetails ownerConnection(EmbeddedDatabase database, LocalSecrets secrets) {
        return new FlywayConnectionDetails() {
            @Override
            public String getUsername() {
                return EmbeddedDatabase.OWNER;
            }

            @Override
            public String getPassword() {
                return secrets.get(EmbeddedDatabase.OWNER);
            }

            @Override
            public String getJdbcUrl() {
                return database.url();
            }
        };
    }
}
