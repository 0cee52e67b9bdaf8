package cn.bangfu.process.engine;

import cn.bangfu.process.ProcessVariable;
import cn.bangfu.process.guard.GuardBasis;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantCommandChecker;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Puts this package into the engine. Values that are mere settings stand in application.yml; docs/security.md says which setting and
 * which class answers which entry of the hardening list.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class EngineConfiguration extends AbstractProcessEnginePlugin {

    private final ApplicationContext context;
    private final OfficerIdentityProvider.Directory directory;
    private final ObjectProvider<ReadyFilters> readyFilters;
    private final ObjectProvider<TaskOffices> offices;
    private final ObjectProvider<TaskDeadlines> deadlines;
    private final ObjectProvider<TaskNames> names;
    private final ObjectProvider<RoutingVariables> routing;
    private final StepPermits permits;
    private final ObjectProvider<GuardBasis> basis;

    EngineConfiguration(
            ApplicationContext context,
            OfficerIdentityProvider.Directory directory,
            ObjectProvider<ReadyFilters> readyFilters,
            ObjectProvider<TaskOffices> offices,
            ObjectProvider<TaskDeadlines> deadlines,
            ObjectProvider<TaskNames> names,
            ObjectProvider<RoutingVariables> routing,
            StepPermits permits,
            ObjectProvider<GuardBasis> basis) {
        this.context = context;
        this.directory = directory;
        this.readyFilters = readyFilters;
        this.offices = offices;
        this.deadlines = deadlines;
        this.names = names;
        this.routing = routing;
        this.permits = permits;
        this.basis = basis;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        history(configuration);
        access(configuration);
        models(configuration);
    }

    private void history(ProcessEngineConfigurationImpl configuration) {
        var levels = listOf(configuration.getCustomHistoryLevels());
        levels.add(new RoutingHistoryLevel(() -> routing.stream()
                .flatMap(model -> model.variables().stream())
                .map(ProcessVariable::name)
                .collect(Collectors.toUnmodifiableSet())));
        configuration.setCustomHistoryLevels(levels);
        configuration.setHistory(RoutingHistoryLevel.NAME);
    }

    private void access(ProcessEngineConfigurationImpl configuration) {
        configuration.setIdentityProviderSessionFactory(new OfficerIdentityProvider.Factory(directory));
        configuration.setResourceAuthorizationProvider(new NoResourceAuthorizations());
        var sessions = listOf(configuration.getCustomSessionFactories());
        sessions.add(new OfficeAuthorizationManager.Factory(readyFilters::getObject));
        configuration.setCustomSessionFactories(sessions);
        configuration.setCommandCheckers(List.of(new TenantCommandChecker(), new OfficeTaskChecker()));
    }

    private void models(ProcessEngineConfigurationImpl configuration) {
        var modelBeans = new ModelBeans(context);
        configuration.setBeans(modelBeans);
        configuration.setExpressionManager(new ClosedExpressionManager(context, modelBeans));
        configuration.setScriptEngineResolver(new NoScriptEngines());

        var parseListeners = listOf(configuration.getCustomPostBPMNParseListeners());
        parseListeners.add(new CaseTaskParseListener(offices, deadlines, names, new TaskEndGuard(permits)));
        configuration.setCustomPostBPMNParseListeners(parseListeners);

        var deployers = listOf(configuration.getCustomPreDeployers());
        deployers.add(new NewDeploymentGuard(modelBeans, basis));
        configuration.setCustomPreDeployers(deployers);
    }

    private static <T> List<T> listOf(@Nullable List<T> configured) {
        return new ArrayList<>(Objects.requireNonNullElse(configured, List.of()));
    }

    /** There is no script engine on the class path; should one come with a library, the engine does not find it. */
    private static final class NoScriptEngines implements ScriptEngineResolver {

        @Override
        public void addScriptEngineFactory(ScriptEngineFactory scriptEngineFactory) {}

        @Override
        public @Nullable ScriptEngineManager getScriptEngineManager() {
            return null;
        }

        @Override
        public @Nullable ScriptEngine getScriptEngine(String language, boolean resolveFromCache) {
            return null;
        }
    }
}
