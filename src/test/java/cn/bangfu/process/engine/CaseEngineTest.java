package cn.bangfu.process.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Role;
import cn.bangfu.process.ProcessVariable;
import cn.bangfu.testing.ApplicationTest;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineServices;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;

/** H4: without an authentication the engine checks nothing, so there is one door, and it asks on whose behalf. */
@ApplicationTest
class CaseEngineTest {

    private static final DescribedPredicate<JavaClass> ENGINE_OR_SERVICE = DescribedPredicate.describe(
            "the engine or one of its services",
            type -> type.isAssignableTo(ProcessEngineServices.class)
                    || type.getPackageName().equals("org.camunda.bpm.engine")
                            && type.getSimpleName().endsWith("Service"));

    @Autowired
    Trial trial;

    @Test
    void nobodyElseHoldsTheEngineOrItsServices() {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("cn.bangfu");
        noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage("cn.bangfu.process.engine")
                .should()
                .haveRawType(ENGINE_OR_SERVICE)
                .check(classes);
        noConstructors()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage("cn.bangfu.process.engine")
                .should(com.tngtech.archunit.lang.ArchCondition.from(DescribedPredicate.describe(
                        "take the engine or one of its services",
                        (JavaConstructor c) -> c.getRawParameterTypes().stream().anyMatch(ENGINE_OR_SERVICE::test))))
                .check(classes);
    }

    @Test
    void asAnOfficerNeedsOne() {
        assertThatThrownBy(() -> trial.engine.asOfficer(ProcessEngine::getName))
                .isInstanceOf(AuthenticationCredentialsNotFoundException.class);
    }

    @Test
    void whoActedBeforeActsAfterwardsAgain() {
        var identity = trial.processEngine.getIdentityService();
        var clerk = trial.officer(Role.VILLAGE_CLERK, trial.village(0));
        var inside = trial.asOfficer(
                clerk,
                e -> trial.engine.asApplication(
                        x -> x.getIdentityService().getCurrentAuthentication().getUserId()));
        assertThat(inside).isEqualTo(clerk.username());
        assertThat(identity.getCurrentAuthentication()).isNull();
        assertThatThrownBy(() -> trial.asOfficer(clerk, e -> {
                    throw new IllegalStateException("x");
                }))
                .hasMessage("x");
        assertThat(identity.getCurrentAuthentication()).isNull();
        assertThat(UncheckedMode.isOn()).isFalse();
    }

    @Test
    void theApplicationsOwnCallsAreNotScopedAndAnOfficersInsideThemAre() {
        var clerk = trial.officer(Role.VILLAGE_CLERK, trial.village(0));
        var elsewhere = trial.visit(trial.village(1)).toString();
        var counts = trial.as(
                clerk,
                () -> trial.engine.asApplication(e -> List.of(
                        e.getTaskService()
                                .createTaskQuery()
                                .processInstanceBusinessKey(elsewhere)
                                .count(),
                        trial.engine.<Long>asOfficer(x -> x.getTaskService()
                                .createTaskQuery()
                                .processInstanceBusinessKey(elsewhere)
                                .count()),
                        e.getTaskService()
                                .createTaskQuery()
                                .processInstanceBusinessKey(elsewhere)
                                .count())));
        assertThat(counts).containsExactly(1L, 0L, 1L);
    }

    @Test
    void aColleaguesClaimIsNoObstacle() {
        var first = trial.officer(Role.VILLAGE_CLERK, trial.village(0));
        var second = trial.officer(Role.VILLAGE_CLERK, trial.village(0));
        var caseId = trial.visit(trial.village(0));
        var task = trial.task(caseId).getId();
        trial.as(first, () -> {
            trial.engine.take(task);
            trial.engine.take(task);
            return null;
        });
        assertThat(trial.task(caseId).getAssignee()).isEqualTo(first.username());
        trial.submit(second, caseId, Map.of());
        assertThat(trial.task(caseId).getTaskDefinitionKey()).isEqualTo("UserTask_Decide");
    }

    @Test
    void listsAreKeptInTheOneKindThatCanBeReadBack() {
        var measures = new ProcessVariable<>("measures", List.class);
        assertThat(CaseEngine.kept(Map.of(measures, List.of("a"))).get("measures"))
                .isInstanceOf(java.util.ArrayList.class);
    }
}
