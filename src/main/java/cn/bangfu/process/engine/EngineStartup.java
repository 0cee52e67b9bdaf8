package cn.bangfu.process.engine;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the engine needs before the first request: authorizations, filters, models. Before the web server listens; one node after the
 * other, if several start at once.
 */
@Component
class EngineStartup implements SmartInitializingSingleton {

    /** Any number that nobody else uses as an advisory lock. */
    private static final long LOCK = 0x62616e676675L;

    private final CaseEngine engine;
    private final ReadyFilters filters;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final boolean strict;

    EngineStartup(
            CaseEngine engine,
            ReadyFilters filters,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            @Value("${bangfu.engine.strict-models:false}") boolean strict) {
        this.engine = engine;
        this.filters = filters;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.strict = strict;
    }

    @Override
    public void afterSingletonsInstantiated() {
        engine.asApplication(e -> {
            transaction.executeWithoutResult(status -> {
                jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
                EngineGrants.apply(e.getAuthorizationService());
                filters.install(e);
            });
            // Each model in its own transaction, so that an invalid one rolls back nothing else; the engine has a lock
            // for deployments.
            new ModelDeployer(e, strict).deployAll("classpath*:");
            return e;
        });
    }
}
