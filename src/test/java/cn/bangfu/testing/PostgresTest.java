package cn.bangfu.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A test of SQL on a real, migrated PostgreSQL, without Spring. Each test class has a database of its own; test methods and
 * constructors take a {@link TestPostgres.Database}, a {@link DataSource} or a {@link JdbcClient} (both in the application's role).
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PostgresTest.Databases.class)
public @interface PostgresTest {

    final class Databases implements ParameterResolver {

        private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Databases.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            var type = parameter.getParameter().getType();
            return type == TestPostgres.Database.class || type == DataSource.class || type == JdbcClient.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            var database = context.getRoot()
                    .getStore(NAMESPACE)
                    .getOrComputeIfAbsent(
                            context.getRequiredTestClass(),
                            c -> TestPostgres.newDatabase(),
                            TestPostgres.Database.class);
            var type = parameter.getParameter().getType();
            if (type == TestPostgres.Database.class) {
                return database;
            }
            return type == DataSource.class ? database.app() : JdbcClient.create(database.app());
        }
    }
}
