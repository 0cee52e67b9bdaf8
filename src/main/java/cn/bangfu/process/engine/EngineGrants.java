package cn.bangfu.process.engine;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import cn.bangfu.access.Role;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.SystemPermissions;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the engine allows each role. Rights go to the groups of whole roles only, and nobody may change, start, migrate, delete or deploy
 * anything: whatever changes a case goes through the step gateway or a process port. Applied at every start; a right that is not listed
 * here is taken away again (I13).
 */
class EngineGrants {

    private static final Logger log = LoggerFactory.getLogger(EngineGrants.class);

    private static final Grant TASKLIST = new Grant(Resources.APPLICATION, "tasklist", Permissions.ACCESS);
    private static final Grant COCKPIT = new Grant(Resources.APPLICATION, "cockpit", Permissions.ACCESS);
    private static final Grant ADMIN = new Grant(Resources.APPLICATION, "admin", Permissions.ACCESS);

    private static final List<Grant> OFFICIAL = List.of(
            TASKLIST,
            new Grant(Resources.FILTER, ANY, Permissions.READ),
            // Of every task of every village: OfficeAuthorizationManager and OfficeTaskChecker narrow it to the own
            // offices.
            new Grant(
                    Resources.PROCESS_DEFINITION,
                    ANY,
                    ProcessDefinitionPermissions.READ,
                    ProcessDefinitionPermissions.READ_TASK,
                    ProcessDefinitionPermissions.TASK_WORK));

    private static final List<Grant> AUDITOR = List.of(
            COCKPIT,
            new Grant(
                    Resources.PROCESS_DEFINITION,
                    ANY,
                    ProcessDefinitionPermissions.READ,
                    ProcessDefinitionPermissions.READ_INSTANCE,
                    ProcessDefinitionPermissions.READ_TASK,
                    ProcessDefinitionPermissions.READ_HISTORY,
                    ProcessDefinitionPermissions.READ_INSTANCE_VARIABLE,
                    ProcessDefinitionPermissions.READ_HISTORY_VARIABLE),
            new Grant(Resources.DECISION_DEFINITION, ANY, Permissions.READ),
            new Grant(Resources.DECISION_REQUIREMENTS_DEFINITION, ANY, Permissions.READ),
            new Grant(Resources.DEPLOYMENT, ANY, Permissions.READ),
            new Grant(Resources.PROCESS_INSTANCE, ANY, Permissions.READ),
            new Grant(Resources.TASK, ANY, Permissions.READ),
            new Grant(Resources.BATCH, ANY, Permissions.READ, Permissions.READ_HISTORY),
            new Grant(Resources.OPERATION_LOG_CATEGORY, ANY, UserOperationLogCategoryPermissions.READ));

    private static final List<Grant> PROCESS_OWNER = List.of(
            COCKPIT,
            new Grant(
                    Resources.PROCESS_DEFINITION,
                    ANY,
                    ProcessDefinitionPermissions.READ,
                    ProcessDefinitionPermissions.READ_INSTANCE,
                    ProcessDefinitionPermissions.READ_TASK,
                    ProcessDefinitionPermissions.READ_HISTORY),
            new Grant(Resources.DECISION_DEFINITION, ANY, Permissions.READ),
            new Grant(Resources.DECISION_REQUIREMENTS_DEFINITION, ANY, Permissions.READ),
            new Grant(Resources.DEPLOYMENT, ANY, Permissions.READ),
            new Grant(Resources.PROCESS_INSTANCE, ANY, Permissions.READ),
            new Grant(Resources.TASK, ANY, Permissions.READ),
            new Grant(Resources.BATCH, ANY, Permissions.READ, Permissions.READ_HISTORY));

    private static final List<Grant> ADMINISTRATOR = List.of(
            ADMIN,
            new Grant(Resources.AUTHORIZATION, ANY, Permissions.READ),
            new Grant(Resources.SYSTEM, ANY, SystemPermissions.READ));

    private EngineGrants() {}

    static List<Grant> of(Role role) {
        return switch (role) {
            case AUDITOR -> AUDITOR;
            case PROCESS_OWNER -> PROCESS_OWNER;
            case ADMINISTRATOR -> ADMINISTRATOR;
            default -> OFFICIAL;
        };
    }

    /** Makes the engine's authorizations those of this list. */
    static void apply(AuthorizationService authorizations) {
        var wanted = new LinkedHashMap<Place, Set<Permission>>();
        for (var role : Role.values()) {
            of(role).forEach(grant -> wanted.put(grant.forGroup(role.groupName()), Set.of(grant.permissions())));
        }
        var present = new HashMap<Place, Authorization>();
        for (var authorization : authorizations.createAuthorizationQuery().list()) {
            var place = Place.of(authorization);
            if (!wanted.containsKey(place) || present.putIfAbsent(place, authorization) != null) {
                log.warn("taking away an authorization that nobody should have: {}", authorization);
                authorizations.deleteAuthorization(authorization.getId());
            }
        }
        wanted.forEach((place, permissions) -> save(authorizations, present.get(place), place, permissions));
    }

    private static void save(
            AuthorizationService authorizations,
            @Nullable Authorization present,
            Place place,
            Set<Permission> permissions) {
        if (present instanceof AuthorizationEntity known && known.getPermissions() == bits(permissions)) {
            return;
        }
        var authorization = present == null ? authorizations.createNewAuthorization(AUTH_TYPE_GRANT) : present;
        authorization.setGroupId(place.group());
        authorization.setResourceType(place.resourceType());
        authorization.setResourceId(place.resourceId());
        authorization.setPermissions(permissions.toArray(Permission[]::new));
        authorizations.saveAuthorization(authorization);
    }

    private static int bits(Set<Permission> permissions) {
        return permissions.stream().mapToInt(Permission::getValue).reduce(0, (a, b) -> a | b);
    }

    record Grant(Resource resource, String resourceId, Permission... permissions) {

        Place forGroup(String group) {
            return new Place(AUTH_TYPE_GRANT, group, null, resource.resourceType(), resourceId);
        }
    }

    private record Place(
            int type,
            @Nullable String group,
            @Nullable String user,
            int resourceType,
            @Nullable String resourceId) {

        static Place of(Authorization authorization) {
            return new Place(
                    authorization.getAuthorizationType(),
                    authorization.getGroupId(),
                    authorization.getUserId(),
                    authorization.getResourceType(),
                    authorization.getResourceId());
        }
    }
}
