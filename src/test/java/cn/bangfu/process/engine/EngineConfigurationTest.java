package cn.bangfu.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Role;
import cn.bangfu.testing.ApplicationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The hardening list of docs/security.md, as the running engine has it, and what each entry prevents where that can be shown. */
@ApplicationTest
class EngineConfigurationTest {

    @Autowired
    Trial trial;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    ProcessEngineConfigurationImpl engine;

    @BeforeEach
    void theRunningEngine() {
        engine = (ProcessEngineConfigurationImpl) trial.processEngine.getProcessEngineConfiguration();
    }

    @Test
    void theSettingsAreThoseOfTheHardeningList() {
        assertThat(engine.isAuthorizationEnabled()).as("H3").isTrue();
        assertThat(engine.getAuthorizationCheckRevokes()).as("H32").isEqualTo("never");
        assertThat(engine.getDefaultUserPermissionForTask().getName()).as("H6").isEqualTo("TASK_WORK");
        assertThat(engine.isEnforceSpecificVariablePermission()).as("H11").isTrue();
        assertThat(engine.isEnableExpressionsInAdhocQueries()).as("H15").isFalse();
        assertThat(engine.isEnableExpressionsInStoredQueries()).as("H15").isFalse();
        assertThat(engine.isEnableXxeProcessing()).as("H16").isFalse();
        assertThat(engine.isJavaSerializationFormatEnabled()).as("H17").isFalse();
        assertThat(engine.isDeserializationTypeValidationEnabled()).as("H17").isTrue();
        assertThat(engine.getDefaultSerializationFormat()).as("H17").isEqualTo("application/json");
        assertThat(engine.getQueryMaxResultsLimit()).as("H23").isEqualTo(2000);
        assertThat(engine.isRestrictUserOperationLogToAuthenticatedUsers())
                .as("H24")
                .isFalse();
        assertThat(engine.getLogEntriesPerSyncOperationLimit()).as("H24").isEqualTo(1000);
        assertThat(engine.isEnforceHistoryTimeToLive()).as("H26").isTrue();
        assertThat(engine.getHistoryTimeToLive()).as("H26").isEqualTo("P3650D");
        assertThat(engine.getHistoryRemovalTimeStrategy()).as("H26").isEqualTo("none");
        assertThat(engine.getHistoryCleanupStrategy()).as("H26").isEqualTo("endTimeBased");
        assertThat(engine.isWebappsAuthenticationLoggingEnabled()).as("H33").isTrue();
        assertThat(engine.isEnableScriptEngineLoadExternalResources()).as("H14").isFalse();
        assertThat(engine.isConfigureScriptEngineHostAccess()).as("H14").isFalse();
        assertThat(engine.getDatabaseSchemaUpdate()).as("H34").isEqualTo("false");
        assertThat(engine.getHistoryLevel()).isInstanceOf(RoutingHistoryLevel.class);
        assertThat(engine.getResourceAuthorizationProvider()).isInstanceOf(NoResourceAuthorizations.class);
        assertThat(environment.getProperty("camunda.bpm.eventing.skippable"))
                .as("H25")
                .isEqualTo("false");
        assertThat(environment.getProperty("camunda.bpm.admin-user.id"))
                .as("H28")
                .isNull();
        assertThat(environment.getProperty("camunda.bpm.auto-deployment-enabled"))
                .isEqualTo("false");
        assertThat(environment.getProperty("camunda.bpm.job-execution.lock-time-in-millis"))
                .as("H36")
                .isEqualTo("60000");
    }

    @Test
    void noScriptRunsEvenIfALibraryBroughtAnEngine() {
        // What Camunda itself brings; the engine finds not even these.
        assertThat(new ScriptEngineManager().getEngineFactories())
                .extracting(factory -> factory.getClass().getSimpleName())
                .containsExactlyInAnyOrder(
                        "FeelScriptEngineFactory", "FeelUnaryTestsScriptEngineFactory", "JuelScriptEngineFactory");
        assertThat(engine.getScriptEngineResolver().getScriptEngine("juel", false))
                .isNull();
        assertThat(engine.getScriptEngineResolver().getScriptEngine("javascript", false))
                .isNull();
        assertThat(engine.getScriptEngineResolver().getScriptEngine("groovy", false))
                .isNull();
    }

    @Test
    void anExpressionInAFilterCannotBeStored() {
        var query = new TaskQueryImpl();
        query.taskAssigneeExpression("${currentUser()}");
        assertThatThrownBy(() -> trial.engine.asApplication(e -> {
                    var filter = e.getFilterService().newTaskFilter("x");
                    filter.setQuery(query);
                    e.getFilterService().saveFilter(filter);
                    return e.getFilterService().list(filter.getId());
                }))
                .isInstanceOf(ProcessEngineException.class);
    }

    @Test
    void anExpressionInAQueryIsNotEvaluated() {
        assertThatThrownBy(() -> trial.engine.asApplication(e -> e.getTaskService()
                        .createTaskQuery()
                        .taskAssigneeExpression("${1+1}")
                        .list()))
                .isInstanceOf(BadUserRequestException.class);
    }

    @Test
    void foreignClassesAreNeitherKeptNorMadeAgain() {
        trial.deploy();
        assertThatThrownBy(() -> start(Map.of(
                        "x",
                        Variables.serializedObjectValue("rO0ABXQAAWE=")
                                .serializationDataFormat("application/x-java-serialized-object")
                                .objectTypeName("java.lang.String")
                                .create())))
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("Java serialization format is prohibited");
        var foreign = start(Map.of(
                "x",
                Variables.serializedObjectValue("{}")
                        .serializationDataFormat("application/json")
                        .objectTypeName("javax.swing.JEditorPane")
                        .create()));
        assertThatThrownBy(() -> read(foreign)).isInstanceOf(ProcessEngineException.class);
        assertThat(read(start(Map.of("x", new ArrayList<>(List.of("a", "b")))))).isEqualTo(List.of("a", "b"));
    }

    @Test
    void anUnboundedListIsRefused() {
        var clerk = trial.officer(Role.VILLAGE_CLERK, trial.village(0));
        assertThatThrownBy(() -> trial.asOfficer(
                        clerk, e -> e.getTaskService().createTaskQuery().list()))
                .isInstanceOf(BadUserRequestException.class);
        assertThatThrownBy(() -> trial.asOfficer(
                        clerk, e -> e.getTaskService().createTaskQuery().listPage(0, 1_000_000)))
                .isInstanceOf(BadUserRequestException.class);
    }

    @Test
    void theApplicationsDatabaseRoleMakesAndChangesNoTable() {
        for (var ddl : List.of(
                "create table camunda.x (a int)",
                "create table app.x (a int)",
                "alter table camunda.act_ru_task add a int",
                "drop table camunda.act_ru_task",
                "create schema x")) {
            assertThatThrownBy(() -> jdbc.sql(ddl).update()).as(ddl).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void spinReadsAndWritesJson() {
        assertThat(org.camunda.spin.Spin.JSON("{\"a\":1}").prop("a").numberValue())
                .isEqualTo(1);
        trial.deploy();
        start(Map.of(
                "x",
                org.camunda.spin.plugin.variable.SpinValues.jsonValue("{\"a\":1}")
                        .create()));
    }

    @Test
    void noOfficialHoldsARightThatChangesAnything() {
        // I13, with the numbers of the engine's permissions.
        assertThat(jdbc.sql("""
                        select count(*) from act_ru_authorization
                        where type_ <> 1 or user_id_ is not null or group_id_ like '%0%'
                          or (resource_type_ in (4, 5, 9) and perms_ & 8 <> 0)
                          or (resource_type_ = 8 and perms_ & 4 <> 0)
                          or (resource_type_ = 6 and perms_ & (4 | 8 | 16 | 128 | 256 | 512 | 1024 | 2048) <> 0
                              and group_id_ not in ('auditor', 'processOwner'))""").query(Integer.class).single()).isZero();
    }

    @Test
    void aRightThatSomebodySlippedInIsTakenAwayAtTheNextStart() {
        trial.engine.asApplication(e -> {
            var service = e.getAuthorizationService();
            var slipped =
                    service.createNewAuthorization(org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT);
            slipped.setUserId("cun1");
            slipped.setResource(org.camunda.bpm.engine.authorization.Resources.DEPLOYMENT);
            slipped.setResourceId("*");
            slipped.addPermission(org.camunda.bpm.engine.authorization.Permissions.CREATE);
            service.saveAuthorization(slipped);
            EngineGrants.apply(service);
            assertThat(service.createAuthorizationQuery().userIdIn("cun1").count())
                    .isZero();
            return e;
        });
        var rights = count();
        trial.engine.asApplication(e -> {
            EngineGrants.apply(e.getAuthorizationService());
            return e;
        });
        assertThat(count()).isEqualTo(rights);
    }

    private long count() {
        return trial.engine.asApplication(
                e -> e.getAuthorizationService().createAuthorizationQuery().count());
    }

    private String start(Map<String, Object> variables) {
        return trial.engine.asApplication(e -> e.getRuntimeService()
                .startProcessInstanceByKey(
                        "trial-visit", trial.cases.in(trial.village(0)).toString(), variables)
                .getId());
    }

    private Object read(String instance) {
        return trial.engine.asApplication(e -> e.getRuntimeService().getVariable(instance, "x"));
    }
}
