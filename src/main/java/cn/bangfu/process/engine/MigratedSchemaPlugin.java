package cn.bangfu.process.engine;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationInitializer;
import org.springframework.stereotype.Component;

/** Makes the engine wait for the migrations: its tables come from {@link V2__Engine_schema}. */
@Component
class MigratedSchemaPlugin extends AbstractProcessEnginePlugin {

    MigratedSchemaPlugin(@SuppressWarnings("unused") FlywayMigrationInitializer migrated) {}
}
