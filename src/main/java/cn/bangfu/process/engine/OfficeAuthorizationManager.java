package cn.bangfu.process.engine;

import static org.camunda.bpm.engine.authorization.Permissions.READ_INSTANCE;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_DEFINITION;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.ProcessDefinitionStatisticsQueryImpl;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;

/**
 * Adds to the engine's authorizations what they cannot say: an officer sees the tasks of the own offices, assigned or not, and no
 * others. The condition is joined by "and" to whatever the caller asks, {@code orQueries} included, in lists, counts and filters.
 *
 * <p>For who is scoped in this way the condition stands in place of the authorization join: it is the narrower of the two, and without
 * the join a page of a county's list takes milliseconds.
 */
public class OfficeAuthorizationManager extends AuthorizationManager {

    private final Supplier<ReadyFilters> readyFilters;

    OfficeAuthorizationManager(Supplier<ReadyFilters> readyFilters) {
        this.readyFilters = readyFilters;
    }

    @Override
    public void configureTaskQuery(TaskQueryImpl query) {
        super.configureTaskQuery(query);
        query.getQueries().removeIf(OfficeScope.class::isInstance);
        readyFilters.get().fillIn(query, getCurrentAuthentication());
        offices().ifPresent(offices -> {
            query.getAuthCheck().getPermissionChecks().clear();
            query.getQueries().add(new OfficeScope(offices));
        });
    }

    /** The engine counts the instances of every definition that somebody may read; officials read definitions for their names only. */
    @Override
    public void configureProcessDefinitionStatisticsQuery(ProcessDefinitionStatisticsQueryImpl query) {
        configureQuery(query, PROCESS_DEFINITION, "RES.KEY_", READ_INSTANCE);
    }

    @Override
    protected boolean isAuthCheckExecuted() {
        return !UncheckedMode.isOn() && super.isAuthCheckExecuted();
    }

    /** The offices to which the current request is limited; nothing if it is not checked or sees everything. */
    Optional<Set<String>> offices() {
        if (!isAuthCheckExecuted()) {
            return Optional.empty();
        }
        List<String> groups = getCurrentAuthentication().getGroupIds();
        if (groups == null) {
            return Optional.of(Set.of());
        }
        return OfficerGroups.seeEverything(groups)
                ? Optional.empty()
                : Optional.of(groups.stream().filter(OfficerGroups::isOffice).collect(Collectors.toUnmodifiableSet()));
    }

    /** The condition; recognizable, because the engine configures one query object for its count and its page. */
    public static final class OfficeScope extends TaskQueryImpl {

        private static final long serialVersionUID = 1;

        OfficeScope(Set<String> offices) {
            taskCandidateGroupIn(offices.isEmpty() ? List.of("nobody") : List.copyOf(offices));
            includeAssignedTasks();
        }
    }

    /** The engine keeps one manager a command and finds it by the type of the original. */
    record Factory(Supplier<ReadyFilters> readyFilters) implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return AuthorizationManager.class;
        }

        @Override
        public Session openSession() {
            return new OfficeAuthorizationManager(readyFilters);
        }
    }
}
