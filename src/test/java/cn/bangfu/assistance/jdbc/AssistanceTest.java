package cn.bangfu.assistance.jdbc;

import static cn.bangfu.assistance.Families.TODAY;
import static cn.bangfu.assistance.Families.measure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Department;
import cn.bangfu.access.Office;
import cn.bangfu.access.OfficeId;
import cn.bangfu.access.OfficeKind;
import cn.bangfu.access.Offices;
import cn.bangfu.access.Role;
import cn.bangfu.assistance.AssistanceMeasure;
import cn.bangfu.assistance.AssistanceOutcome;
import cn.bangfu.assistance.AssistancePlan;
import cn.bangfu.assistance.AssistancePlanService;
import cn.bangfu.assistance.Families;
import cn.bangfu.assistance.FittingMeasures;
import cn.bangfu.assistance.HouseholdOpinion;
import cn.bangfu.assistance.MeasureAnswer;
import cn.bangfu.assistance.MeasureKind;
import cn.bangfu.assistance.PlanState;
import cn.bangfu.assistance.ProposedMeasure;
import cn.bangfu.assistance.ResponsibleOfficer;
import cn.bangfu.assistance.ResponsibleOfficerService;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.household.Household;
import cn.bangfu.household.Households;
import cn.bangfu.household.LabourCapacity;
import cn.bangfu.household.People;
import cn.bangfu.household.PhoneNumber;
import cn.bangfu.monitoring.MonitoredHousehold;
import cn.bangfu.policy.CountyParameters;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.ParameterSet;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import cn.bangfu.shared.PersonId;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.testing.DecisionFiles;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A household's officer and plan in the database, with what the database refuses on its own. */
@PostgresTest
class AssistanceTest {

    private static final ProposedMeasure HEALTH =
            measure(RiskCause.ILLNESS, MeasureKind.HEALTH, Department.MEDICAL_INSURANCE);
    private static final ProposedMeasure INDUSTRY =
            measure(RiskCause.ILLNESS, MeasureKind.INDUSTRY, Department.AGRICULTURE);

    private final TestPostgres.Database database;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final CaseId caseId = new CaseId(UUID.randomUUID());
    private final Actor town = People.actor(Role.TOWN_CLERK, "150625101");
    private final Actor department = People.actor(Role.DEPARTMENT_CLERK, "150625");
    private final List<TrailEvent> trail = new ArrayList<>();
    private ParameterSet parameters = ParameterSet.none(new DivisionCode("150625"));
    private final Household household = Families.family()
            .member("巴图", LabourCapacity.ORDINARY)
            .member("萨仁", LabourCapacity.NONE)
            .build();
    private final JdbcAssistancePlans plans;
    private final JdbcResponsibleOfficers officers;
    private final AssistancePlanService planning;
    private final PersonalDataCipher cipher = new PersonalDataCipher(Map.of(1, new byte[32]), 1, new byte[32]);
    private String declared = "";
    private final ResponsibleOfficerService naming;
    private final MonitoredHousehold entry;

    AssistanceTest(TestPostgres.Database database) {
        this.database = database;
        var source = database.app();
        jdbc = JdbcClient.create(source);
        transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        var sealed = new SealedText(new MonitoredHome.PlainKeys());
        plans = new JdbcAssistancePlans(jdbc, cipher, sealed);
        officers = new JdbcResponsibleOfficers(jdbc, cipher, sealed);
        var households = mock(Households.class);
        when(households.require(household.id())).thenReturn(household);
        var offices = mock(Offices.class);
        when(offices.departments(any()))
                .thenReturn(Arrays.stream(Department.values())
                        .map(d -> new Office(
                                new OfficeId(UUID.randomUUID()),
                                OfficeKind.DEPARTMENT,
                                new DivisionCode("150625"),
                                d,
                                d.label()))
                        .toList());
        var counties = mock(CountyParameters.class);
        when(counties.of(any(), any())).thenAnswer(call -> parameters);
        LegalClock clock = () -> TODAY.atStartOfDay(LegalClock.ZONE).toInstant();
        var keptTrail = mock(Trail.class);
        doAnswer(call -> trail.add(call.getArgument(0))).when(keptTrail).append(any());
        planning = new AssistancePlanService(
                plans,
                new JdbcMeasureFollowUps(jdbc, sealed),
                new FittingMeasures(new DecisionFiles()),
                households,
                offices,
                new cn.bangfu.assistance.Tariffs(new DecisionFiles()),
                clock,
                keptTrail);
        naming = new ResponsibleOfficerService(
                officers,
                household -> declared,
                households,
                mock(cn.bangfu.access.Officers.class),
                counties,
                clock,
                keptTrail);
        entry = new MonitoredHousehold(
                UUID.randomUUID(),
                household.id(),
                null,
                MonitoringCategory.MARGINAL,
                Set.of(RiskCause.ILLNESS),
                Instant.EPOCH,
                null,
                null,
                null);
    }

    @BeforeEach
    void aMonitoredHousehold() {
        jdbc.sql("""
                        insert into app.division (code, statistical_name, shown_name, parent, holds_households)
                        values ('150625', '杭锦旗', '杭锦旗', null, false), ('150625101', '巴拉贡镇', '巴拉贡镇', '150625', false),
                          ('150625101205', '乌吉尔嘎查村', '乌吉尔嘎查', '150625101', true)
                        on conflict do nothing
                        """).update();
        jdbc.sql("""
                        insert into app.household (id, number, division, registration_type, residency, origin)
                        values (?, ?, '150625101205', 'ORDINARY', 'YES', 'ADDED')
                        """).params(household.id().value(), household.id().toString()).update();
        for (var member : household.members()) {
            jdbc.sql("""
                            insert into app.household_member (id, household_id, name, identity_number, identity_hash, birth_date, sex, relation)
                            values (?, ?, ?, '', ?, '1980-01-01', 'MALE', ?)
                            """)
                    .params(
                            member.id().value(),
                            household.id().value(),
                            member.name().value(),
                            member.id().toString().getBytes(StandardCharsets.UTF_8),
                            member.relation())
                    .update();
        }
        jdbc.sql("""
                        insert into app.identification_case (id, number, household_id, village, channel, state)
                        values (?, ?, ?, '150625101205', 'APPLICATION', 'ASSISTANCE')
                        """)
                .params(caseId.value(), caseId.toString(), household.id().value())
                .update();
        jdbc.sql("insert into app.monitored_household (id, household_id, category) values (?, ?, 'MARGINAL')")
                .params(entry.id(), household.id().value())
                .update();
        jdbc.sql("insert into app.monitored_risk (monitored_id, risk) values (?, 'ILLNESS')")
                .param(entry.id())
                .update();
    }

    private AssistancePlan propose(ProposedMeasure... measures) {
        var opinion = new HouseholdOpinion(true, TODAY, null, List.of(UUID.randomUUID()));
        assertThat(planning.propose(caseId, entry, List.of(measures), opinion, town))
                .isInstanceOf(AssistanceOutcome.Recorded.class);
        return newest();
    }

    private AssistancePlan newest() {
        return plans.newest(entry.id()).orElseThrow();
    }

    private void accept(AssistanceMeasure measure) {
        var answer = new MeasureAnswer.Accepted("刘经办", "0477-6621234", TODAY.plusMonths(1));
        assertThat(planning.accept(caseId, measure.id(), answer, department))
                .isInstanceOf(AssistanceOutcome.Recorded.class);
    }

    private void decline(AssistanceMeasure measure) {
        assertThat(planning.decline(caseId, measure.id(), new MeasureAnswer.Declined("应由卫健委办理"), department))
                .isInstanceOf(AssistanceOutcome.Recorded.class);
    }

    private AssistanceOutcome name(String name, String phone, LocalDate day) {
        return transaction.execute(status -> naming.name(
                caseId,
                household.id(),
                new ResponsibleOfficer.Naming(name, "旗财政局", "科员", phone, day, true, null),
                town));
    }

    private static List<String> fields(@Nullable AssistanceOutcome outcome) {
        return outcome instanceof AssistanceOutcome.Refused refused
                ? refused.errors().stream().map(FieldError::field).toList()
                : List.of();
    }

    @Test
    void aPlanIsAcceptedHandedOverAndReadsAsItWasWritten() {
        var full = new ProposedMeasure(
                RiskCause.ILLNESS,
                MeasureKind.INDUSTRY,
                Department.AGRICULTURE,
                "财政局",
                "基础母羊",
                new BigDecimal("20"),
                "只",
                new BigDecimal("2000.5"),
                null,
                "衔接资金",
                TODAY,
                TODAY.plusMonths(3),
                "萨仁",
                "年底存栏20只",
                null);
        var plan = propose(HEALTH, full);
        assertThat(plan.measures()).extracting(AssistanceMeasure::proposed).containsExactly(HEALTH, full);
        assertThat(plan.unanswered()).hasSize(2);
        plan.measures().forEach(this::accept);
        assertThat(planning.check(caseId, entry)).isTrue();
        assertThat(planning.check(caseId, entry))
                .as("asked again by the engine")
                .isTrue();
        assertThat(name("王责任", "13911112222", TODAY)).isInstanceOf(AssistanceOutcome.Recorded.class);
        assertThat(planning.handedOver(caseId, entry, true, null, town)).isInstanceOf(AssistanceOutcome.Recorded.class);
        assertThat(newest().state()).isEqualTo(PlanState.HANDED_OVER);
        assertThat(trail)
                .extracting(TrailEvent::action)
                .containsExactly(
                        "plan.proposed",
                        "measure.accepted",
                        "measure.accepted",
                        "plan.checked",
                        "officer.named",
                        "plan.handedOver");
        assertThat(trail.get(0).rule()).contains("risk-measure:1#M1_1,M1_2,M1_3", "#M16_1");
    }

    @Test
    void aDeclinedPlanIsRevisedAndWhatWasAcceptedIsNotAskedAgain() {
        var first = propose(HEALTH, INDUSTRY);
        decline(first.measures().get(0));
        accept(first.measures().get(1));
        assertThat(planning.check(caseId, entry)).isFalse();
        assertThat(newest().state()).isEqualTo(PlanState.DECLINED);
        var changed = measure(RiskCause.ILLNESS, MeasureKind.HEALTH, Department.HEALTH);
        var second = propose(changed, INDUSTRY);
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.unanswered()).singleElement().satisfies(measure -> assertThat(measure.proposed())
                .isEqualTo(changed));
        accept(second.unanswered().get(0));
        assertThat(planning.check(caseId, entry)).isTrue();
        assertThat(planning.handedOver(caseId, entry, false, "想要牛,不要羊", town))
                .isInstanceOf(AssistanceOutcome.Recorded.class);
        assertThat(newest().objection()).isEqualTo("想要牛,不要羊");
        var third = propose(changed, INDUSTRY);
        assertThat(third.unanswered()).isEmpty();
        assertThat(plans.of(household.id())).extracting(AssistancePlan::version).containsExactly(3, 2, 1);
    }

    @Test
    void aDepartmentSaysWhyNotAndAcceptsOnlyWithinTheTerm() {
        var asked = propose(HEALTH, INDUSTRY).measures().get(0);
        var late = new MeasureAnswer.Accepted("刘经办", "13900001111", TODAY.plusYears(1));
        assertThat(fields(planning.accept(caseId, asked.id(), late, department)))
                .containsExactly("expectedOn");
        assertThat(fields(planning.decline(caseId, asked.id(), new MeasureAnswer.Declined(" "), department)))
                .containsExactly("reason");
    }

    @Test
    void anObjectionIsGivenInWords() {
        var plan = propose(HEALTH, INDUSTRY);
        plan.measures().forEach(this::accept);
        assertThat(planning.check(caseId, entry)).isTrue();
        assertThat(fields(planning.handedOver(caseId, entry, false, null, town)))
                .containsExactly("householdWord");
    }

    @Test
    void theTablesSuggestOneMeasureForEachNeed() {
        assertThat(planning.suggest(entry))
                .containsExactly(
                        new AssistancePlanService.Suggestion(
                                RiskCause.ILLNESS,
                                MeasureKind.HEALTH,
                                Department.MEDICAL_INSURANCE,
                                "人力资源和社会保障、发展改革和财政、农牧部门、乡镇"),
                        new AssistancePlanService.Suggestion(
                                RiskCause.ILLNESS,
                                MeasureKind.INDUSTRY,
                                Department.AGRICULTURE,
                                "发展改革和财政部门、科技部门、金融机构、乡镇"));
    }

    @Test
    void theDatabaseRefusesASecondAnswerAndOneThatComesTooLate() {
        var measures = propose(HEALTH, INDUSTRY).measures();
        var answer = new MeasureAnswer.Declined("不属本部门");
        plans.answer(measures.get(0).id(), answer, department);
        assertThatThrownBy(() -> plans.answer(measures.get(0).id(), answer, department))
                .rootCause()
                .hasMessageContaining("measure_answer_pkey");
        plans.moveTo(newest().id(), PlanState.DECLINED, null);
        assertThatThrownBy(() -> plans.answer(measures.get(1).id(), answer, department))
                .rootCause()
                .hasMessageContaining("不在待接受状态");
    }

    @Test
    void theDatabaseRefusesAPlanThatLeavesARiskOpen() {
        var plan = propose(HEALTH, INDUSTRY);
        assertThatThrownBy(() -> plans.moveTo(plan.id(), PlanState.STANDS, null))
                .rootCause()
                .hasMessageContaining("ILLNESS还没有部门接受的措施");
        assertThatThrownBy(() -> plans.moveTo(plan.id(), PlanState.HANDED_OVER, null))
                .rootCause()
                .hasMessageContaining("不能从");
    }

    @Test
    void withTheTriggerOffAPlanCouldSkipTheDepartments() throws SQLException {
        var plan = propose(HEALTH, INDUSTRY);
        try (var connection = database.owner().getConnection()) {
            connection.setAutoCommit(false);
            var owner = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            owner.sql("drop trigger plan_goes_its_way on app.assistance_plan").update();
            assertThatCode(() -> owner.sql("update app.assistance_plan set state = 'HANDED_OVER' where id = ?")
                            .param(plan.id())
                            .update())
                    .doesNotThrowAnyException();
            connection.rollback();
        }
    }

    @Test
    void noPlanIsHandedOverWithoutAResponsibleOfficer() {
        propose(HEALTH, INDUSTRY).measures().forEach(this::accept);
        assertThat(planning.check(caseId, entry)).isTrue();
        assertThatThrownBy(() -> planning.handedOver(caseId, entry, true, null, town))
                .rootCause()
                .hasMessageContaining("还没有帮扶责任人");
    }

    @Test
    void onlyALivingMemberOfThisHouseholdCanBePaid() {
        var plan = propose(HEALTH, INDUSTRY);
        assertThatThrownBy(() -> holder(plan, MemberId.next().value()))
                .rootCause()
                .hasMessageContaining("收款人不是本户健在的成员");
        var member = household.members().get(1).id().value();
        assertThatCode(() -> holder(plan, member)).doesNotThrowAnyException();
        jdbc.sql("update app.household_member set died_on = '2026-05-01' where id = ?")
                .param(member)
                .update();
        assertThatThrownBy(() -> holder(plan, member)).rootCause().hasMessageContaining("收款人不是本户健在的成员");
    }

    private void holder(AssistancePlan plan, UUID member) {
        jdbc.sql("""
                        insert into app.assistance_measure (plan_id, position, risk, kind, lead, content, amount, fund_source, begins_on, due_on,
                          account_holder, account_holder_name, effect)
                        select ?, max(position) + 1, 'ILLNESS', 'HEALTH', 'HEALTH', '', 1, '财政', '2026-05-20', '2026-05-20', ?, '某', ''
                        from app.assistance_measure where plan_id = ?
                        """).params(plan.id(), member, plan.id()).update();
    }

    @Test
    void aHouseholdHasOneOfficerAtATimeAndKeepsTheEarlierOnes() {
        assertThat(fields(name("王责任", "139 1111 2222", TODAY.minusYears(1)))).isEmpty();
        assertThat(fields(name("王责任", "13911112222", TODAY))).isEmpty();
        assertThat(officers.history(household.id()))
                .as("named again, nothing new")
                .hasSize(1);
        assertThat(fields(name("李接任", "13933334444", TODAY.minusYears(2)))).containsExactly("startsOn");
        assertThat(fields(name("李接任", "13933334444", TODAY.minusMonths(1)))).isEmpty();
        assertThat(officers.history(household.id()))
                .extracting(ResponsibleOfficer::name, ResponsibleOfficer::endsOn)
                .containsExactly(tuple("李接任", null), tuple("王责任", TODAY.minusMonths(1)));
        assertThatThrownBy(() -> jdbc.sql(
                                "update app.responsible_officer set ends_on = '2026-06-01' where ends_on is null")
                        .update())
                .hasMessageContaining("须先确定接任");
    }

    @Test
    void neitherAMemberNorARelativeNorSomebodyFromTomorrowAnswersForAHousehold() {
        assertThat(fields(name("巴图", "13800001234", TODAY.plusDays(1)))).containsExactly("name", "phone", "startsOn");
        var relative = new ResponsibleOfficer.Naming("王责任", "旗财政局", "科员", "13911112222", TODAY, false, null);
        assertThat(fields(naming.name(caseId, household.id(), relative, town))).containsExactly("notRelative");
    }

    @Test
    void whereTheCountySetALimitNobodyAnswersForMoreHouseholds() {
        var other = HouseholdId.next();
        jdbc.sql("""
                        insert into app.household (id, number, division, registration_type, residency, origin)
                        values (?, ?, '150625101205', 'ORDINARY', 'YES', 'ADDED')
                        """).params(other.value(), other.toString()).update();
        var phone = new PhoneNumber("13955556666");
        officers.name(
                other,
                new cn.bangfu.assistance.ResponsibleOfficers.Source.OfCase(caseId),
                new ResponsibleOfficer.Naming("赵责任", "旗财政局", "科员", phone.value(), TODAY, true, null),
                phone,
                null,
                town);
        parameters = new ParameterSet(
                UUID.randomUUID(),
                new DivisionCode("150625"),
                TODAY,
                Map.of(Parameters.OFFICER_HOUSEHOLDS_MAXIMUM.name(), new ParameterSet.Entry("1", "测试", true)));
        assertThat(fields(name("赵责任", phone.value(), TODAY))).containsExactly("name");
        parameters = ParameterSet.none(new DivisionCode("150625"));
        assertThat(fields(name("赵责任", phone.value(), TODAY))).isEmpty();
        assertThat(officers.householdsOf("赵责任", phone)).isEqualTo(2);
    }

    /** A household elsewhere in the register, where the officer lives. */
    private HouseholdId home(String officer, String phone, String identity, String... others) {
        var id = HouseholdId.next();
        jdbc.sql("""
                        insert into app.household (id, number, division, registration_type, residency, origin, phone, phone_hash)
                        values (?, ?, '150625101205', 'ORDINARY', 'YES', 'ADDED', ?, ?)
                        """)
                .params(id.value(), id.toString(), cipher.seal(phone), cipher.lookupHash(PhoneNumber.KIND, phone))
                .update();
        member(id, officer, identity);
        for (var other : others) {
            member(id, "家人", other);
        }
        return id;
    }

    private void member(HouseholdId home, String name, String identity) {
        jdbc.sql("""
                        insert into app.household_member (id, household_id, name, identity_number, identity_hash, birth_date, sex, relation)
                        values (?, ?, ?, '', ?, '1980-01-01', 'MALE', '其他')
                        """)
                .params(UUID.randomUUID(), home.value(), name, identity.getBytes(StandardCharsets.UTF_8))
                .update();
    }

    private byte[] identityOfHead() {
        return jdbc.sql(
                        "select identity_hash from app.household_member where household_id = ? order by created_at limit 1")
                .param(household.id().value())
                .query(byte[].class)
                .single();
    }

    /** What the register can prove: who lives or lived together, told by identity, or by name and phone where there is no account. */
    @Test
    void whoLivedWithSomebodyOfTheHouseholdDoesNotAnswerForIt() {
        var own = UUID.randomUUID().toString();
        var flat = home("包责任", "13966660001", own);
        assertThat(fields(name("包责任", "13966660001", TODAY)))
                .as("a stranger in the register")
                .isEmpty();
        // Once a member of the household lived there too.
        jdbc.sql("""
                        insert into app.household_member (id, household_id, name, identity_number, identity_hash, birth_date, sex, relation, left_on)
                        values (?, ?, '旧成员', '', ?, '1980-01-01', 'MALE', '其他', '2020-01-01')
                        """).params(UUID.randomUUID(), flat.value(), identityOfHead()).update();
        assertThat(officers.related(null, "包责任", new PhoneNumber("13966660001"), household.id()))
                .isTrue();
        assertThat(officers.related(null, "包责任", new PhoneNumber("13966669999"), household.id()))
                .as("somebody of this name with another phone is somebody else")
                .isFalse();
        var later = fields(name("包责任", "13966660001", TODAY));
        assertThat(later).containsExactly("name");
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> officers.name(
                        household.id(),
                        new cn.bangfu.assistance.ResponsibleOfficers.Source.OfCase(caseId),
                        new ResponsibleOfficer.Naming("包责任", "旗财政局", "科员", "13966660001", TODAY, true, null),
                        new PhoneNumber("13966660001"),
                        null,
                        town)))
                .as("nor past the service")
                .hasMessageContaining("近亲属");

        var account = UUID.randomUUID();
        jdbc.sql("insert into app.person (id, name, identity_hash) values (?, '白责任', ?)")
                .params(account, own.getBytes(StandardCharsets.UTF_8))
                .update();
        assertThat(officers.related(new PersonId(account), "白责任", new PhoneNumber("13966668888"), household.id()))
                .as("by the account's identity, whatever the name and phone")
                .isTrue();
    }

    @Test
    void whomTheHouseholdDeclaredDoesNotAnswerForIt() {
        assertThat(fields(name("乌责任", "13977770001", TODAY))).isEmpty();
        declared = "弟弟云责任在旗财政局";
        assertThat(fields(name("云责任", "13977770002", TODAY))).containsExactly("name");
        declared = "";
        assertThat(fields(name("云责任", "13977770002", TODAY)))
                .as("nobody else knows: the limit that the guide names")
                .isEmpty();
    }
}
