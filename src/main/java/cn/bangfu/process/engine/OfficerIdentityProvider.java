package cn.bangfu.process.engine;

import cn.bangfu.access.Division;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Officer;
import cn.bangfu.access.OfficerGroup;
import cn.bangfu.access.Officers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.GroupQuery;
import org.camunda.bpm.engine.identity.NativeUserQuery;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.TenantQuery;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.identity.UserQuery;
import org.camunda.bpm.engine.impl.GroupQueryImpl;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.TenantQueryImpl;
import org.camunda.bpm.engine.impl.UserQueryImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Shows the officers and offices of {@code access} to the engine, as users and groups. It changes nothing and knows no passwords: who
 * signs in is Spring Security's business. Without a writable provider the engine's setup page and its user pages close themselves.
 */
class OfficerIdentityProvider implements ReadOnlyIdentityProvider {

    private final Directory directory;

    OfficerIdentityProvider(Directory directory) {
        this.directory = directory;
    }

    @Override
    public @Nullable User findUserById(String userId) {
        return directory.user(userId).orElse(null);
    }

    @Override
    public UserQuery createUserQuery() {
        return new Users(directory, executor());
    }

    @Override
    public UserQuery createUserQuery(CommandContext commandContext) {
        return new Users(directory, null);
    }

    @Override
    public NativeUserQuery createNativeUserQuery() {
        throw new BadUserRequestException("officers are not kept in the engine's tables");
    }

    /** Never: nobody signs in at the engine. */
    @Override
    public boolean checkPassword(String userId, String password) {
        return false;
    }

    @Override
    public @Nullable Group findGroupById(String groupId) {
        return directory.group(groupId).orElse(null);
    }

    @Override
    public GroupQuery createGroupQuery() {
        return new Groups(directory, executor());
    }

    @Override
    public GroupQuery createGroupQuery(CommandContext commandContext) {
        return new Groups(directory, null);
    }

    @Override
    public @Nullable Tenant findTenantById(String tenantId) {
        return null;
    }

    @Override
    public TenantQuery createTenantQuery() {
        return new NoTenants(executor());
    }

    @Override
    public TenantQuery createTenantQuery(CommandContext commandContext) {
        return new NoTenants(null);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    private static CommandExecutor executor() {
        return Context.getProcessEngineConfiguration().getCommandExecutorTxRequired();
    }

    record Factory(Directory directory) implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return ReadOnlyIdentityProvider.class;
        }

        @Override
        public Session openSession() {
            return new OfficerIdentityProvider(directory);
        }
    }

    /** Officers and their groups in the engine's terms. */
    @Component
    static class Directory {

        private final Officers officers;
        private final Divisions divisions;
        private final OfficerGroups groups;

        Directory(Officers officers, Divisions divisions, OfficerGroups groups) {
            this.officers = officers;
            this.divisions = divisions;
            this.groups = groups;
        }

        Optional<User> user(String username) {
            return officers.byUsername(username).filter(Officer::enabled).map(Directory::user);
        }

        Optional<Group> group(String id) {
            return officers.group(id).map(Directory::group);
        }

        List<User> everyone() {
            var counties = divisions.counties().stream().map(Division::code).toList();
            return officers.in(DivisionScope.of(counties)).stream()
                    .map(Directory::user)
                    .toList();
        }

        List<User> members(String group) {
            return officers.inGroup(group).stream()
                    .filter(officer -> groups.of(officer.posts()).contains(group))
                    .map(Directory::user)
                    .toList();
        }

        List<Group> groupsOf(String username) {
            return officers.byUsername(username)
                    .filter(Officer::enabled)
                    .map(officer -> groups.of(officer.posts()))
                    .map(ids -> officers.groupsOf(username).stream()
                            .filter(group -> ids.contains(group.id()))
                            .map(Directory::group)
                            .toList())
                    .orElse(List.of());
        }

        private static User user(Officer officer) {
            var user = new UserEntity(officer.username());
            // Chinese names are not cut into first and last; Tasklist joins the two with a blank.
            user.setFirstName(officer.name());
            user.setLastName("");
            return user;
        }

        private static Group group(OfficerGroup officerGroup) {
            var group = new GroupEntity(officerGroup.id());
            group.setName(officerGroup.label());
            group.setType("WORKFLOW");
            return group;
        }
    }

    private static final class Users extends UserQueryImpl {

        private static final long serialVersionUID = 1;

        private final transient Directory directory;

        Users(Directory directory, @Nullable CommandExecutor executor) {
            super(executor);
            this.directory = directory;
        }

        @Override
        public long executeCount(CommandContext commandContext) {
            return found().count();
        }

        @Override
        public List<User> executeList(CommandContext commandContext, @Nullable Page page) {
            return page(found().sorted(Comparator.comparing(User::getId)), this);
        }

        private Stream<User> found() {
            Stream<User> candidates;
            if (getId() != null) {
                candidates = directory.user(getId()).stream();
            } else if (getIds() != null) {
                candidates = Arrays.stream(getIds()).map(directory::user).flatMap(Optional::stream);
            } else if (getGroupId() != null) {
                candidates = directory.members(getGroupId()).stream();
            } else {
                candidates = directory.everyone().stream();
            }
            if (getTenantId() != null || getEmail() != null || getEmailLike() != null) {
                return Stream.empty();
            }
            return candidates
                    .filter(user -> getIds() == null || Arrays.asList(getIds()).contains(user.getId()))
                    .filter(user -> getGroupId() == null
                            || directory.groupsOf(user.getId()).stream()
                                    .anyMatch(group -> group.getId().equals(getGroupId())))
                    .filter(user -> matches(user.getFirstName(), getFirstName(), getFirstNameLike()))
                    .filter(user -> matches(user.getLastName(), getLastName(), getLastNameLike()));
        }
    }

    private static final class Groups extends GroupQueryImpl {

        private static final long serialVersionUID = 1;

        private final transient Directory directory;

        Groups(Directory directory, @Nullable CommandExecutor executor) {
            super(executor);
            this.directory = directory;
        }

        @Override
        public long executeCount(CommandContext commandContext) {
            return found().count();
        }

        @Override
        public List<Group> executeList(CommandContext commandContext, @Nullable Page page) {
            return page(found().sorted(Comparator.comparing(Group::getId)), this);
        }

        private Stream<Group> found() {
            Stream<Group> candidates;
            if (getId() != null) {
                candidates = directory.group(getId()).stream();
            } else if (getIds() != null) {
                candidates = Arrays.stream(getIds()).map(directory::group).flatMap(Optional::stream);
            } else if (getUserId() != null) {
                candidates = directory.groupsOf(getUserId()).stream();
            } else {
                candidates = Arrays.stream(cn.bangfu.access.Role.values())
                        .map(role -> directory.group(role.groupName()))
                        .flatMap(Optional::stream);
            }
            if (getTenantId() != null) {
                return Stream.empty();
            }
            return candidates
                    .filter(group -> getUserId() == null
                            || directory.groupsOf(getUserId()).stream()
                                    .anyMatch(own -> own.getId().equals(group.getId())))
                    .filter(group -> matches(group.getName(), getName(), getNameLike()))
                    .filter(group -> getType() == null || getType().equals(group.getType()));
        }
    }

    private static final class NoTenants extends TenantQueryImpl {

        private static final long serialVersionUID = 1;

        NoTenants(@Nullable CommandExecutor executor) {
            super(executor);
        }

        @Override
        public long executeCount(CommandContext commandContext) {
            return 0;
        }

        @Override
        public List<Tenant> executeList(CommandContext commandContext, @Nullable Page page) {
            return new ArrayList<>();
        }
    }

    private static boolean matches(@Nullable String value, @Nullable String wanted, @Nullable String wantedLike) {
        var text = Objects.requireNonNullElse(value, "");
        return (wanted == null || wanted.equals(text))
                && (wantedLike == null || text.contains(wantedLike.replace("%", "")));
    }

    /** The engine asks for a page by the query itself, not by the parameter it hands over. */
    private static <T> List<T> page(Stream<T> all, ListQueryParameterObject query) {
        return all.skip(query.getFirstResult()).limit(query.getMaxResults()).collect(Collectors.toList());
    }
}
