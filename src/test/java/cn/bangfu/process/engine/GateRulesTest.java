package cn.bangfu.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Role;
import cn.bangfu.process.engine.EngineOperations.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ClassPathResource;

/** T4, H2: all operations of the engine's API × all roles. */
class GateRulesTest {

    private static final Set<Operation> ALL = EngineOperations.read().all();

    @Test
    void theListOfOperationsIsTheWholeApi() {
        assertThat(ALL.stream().filter(o -> !o.method().equals("OPTIONS")).count())
                .isGreaterThanOrEqualTo(386);
    }

    /** Whoever opens a door more has to write it down in that file. */
    @Test
    void whatEachRoleMayDoIsWrittenDown() throws IOException {
        var written = new ClassPathResource("engine/gate-operations.txt").getContentAsString(StandardCharsets.UTF_8);
        var lines = ALL.stream()
                .map(operation -> operation + ": " + rolesAllowed(operation))
                .filter(line -> !line.endsWith(": "))
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(lines).isEqualTo(written);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void nobodyChangesAnythingButAnOfficialTheOwnTask(Role role) {
        var changing = ALL.stream()
                .filter(o -> Set.of("POST", "PUT", "DELETE").contains(o.method()))
                .filter(o -> allows(role, o))
                .filter(o -> !isQuery(o))
                .map(Operation::path)
                .toList();
        if (role.handlesCases()) {
            assertThat(changing)
                    .containsExactlyInAnyOrder(
                            "engine/{name}/task/{id}/claim",
                            "engine/{name}/task/{id}/submit-form",
                            "engine/{name}/task/{id}/unclaim");
        } else {
            assertThat(changing).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void commentsAttachmentsDeploymentsAndSetupAreClosedForEveryone(Role role) {
        assertThat(ALL.stream()
                        .filter(o -> Stream.of(
                                        "comment",
                                        "attachment",
                                        "deployment/create",
                                        "migration",
                                        "modification",
                                        "signal",
                                        "message")
                                .anyMatch(o.path()::contains))
                        .filter(o -> allows(role, o)))
                .isEmpty();
        for (var path : List.of(
                "admin/setup/default/user/create",
                "admin/auth/user/default/login/tasklist",
                "cockpit/plugin/base/default/process-definition",
                "engine/engine/other/task/count",
                "engine/engine/default/task/count/x",
                "")) {
            for (var method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "TRACE", "OPTIONS")) {
                assertThat(allows(role, method, path)).as(method + " " + path).isFalse();
            }
        }
    }

    @Test
    void aWordOfTheApiIsNotTakenForAnId() {
        assertThat(allows(Role.VILLAGE_CLERK, "GET", "engine/engine/default/task/count"))
                .isFalse();
        assertThat(allows(Role.VILLAGE_CLERK, "GET", "engine/engine/default/process-definition/statistics"))
                .isFalse();
        assertThat(allows(Role.VILLAGE_CLERK, "GET", "engine/engine/default/process-definition/count"))
                .isFalse();
        assertThat(
                        allows(
                                Role.VILLAGE_CLERK,
                                "GET",
                                "engine/engine/default/process-definition/household-identification:3:3fa85f64-5717-4562-b3fc-2c963f66afa6/xml"))
                .isTrue();
    }

    @Test
    void everybodyReadsTheOwnProfileOnly() {
        assertThat(allows(Role.VILLAGE_CLERK, "GET", "engine/engine/default/user/cun1/profile"))
                .isTrue();
        assertThat(allows(Role.VILLAGE_CLERK, "GET", "engine/engine/default/user/cun2/profile"))
                .isFalse();
    }

    @Test
    void whoHoldsOnlyAnOfficeGroupIsNobodyHere() {
        // An auditor of one county among several is not in the role's group.
        assertThat(ALL.stream()
                        .filter(o -> !o.path().equals("engine"))
                        .filter(o ->
                                GateRules.allows("cun1", Set.of("auditor150625"), o.method(), "engine/" + path(o))))
                .isEmpty();
    }

    private static boolean isQuery(Operation operation) {
        return operation.method().equals("POST")
                && operation
                        .path()
                        .matches(
                                "engine/\\{name}/(history/)?(process-instance|task|job|external-task|variable-instance"
                                        + "|activity-instance|incident|group)(/count)?|engine/\\{name}/filter/\\{id}/(list|count)");
    }

    private static String rolesAllowed(Operation operation) {
        return Arrays.stream(Role.values())
                .filter(role -> allows(role, operation))
                .map(role -> role.handlesCases() ? "OFFICIAL" : role.name())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static boolean allows(Role role, Operation operation) {
        return allows(role, operation.method(), "engine/" + path(operation));
    }

    private static String path(Operation operation) {
        return operation.example().replaceFirst("^engine/name", "engine/default");
    }

    private static boolean allows(Role role, String method, String path) {
        return GateRules.allows("cun1", Set.of(role.groupName(), role.groupName() + "150625"), method, path);
    }
}
