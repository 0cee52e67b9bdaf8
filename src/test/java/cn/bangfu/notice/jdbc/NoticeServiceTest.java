package cn.bangfu.notice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Office;
import cn.bangfu.access.OfficeId;
import cn.bangfu.access.Offices;
import cn.bangfu.access.Role;
import cn.bangfu.audit.HouseholdKeys;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEntry;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.household.CountyDivisions;
import cn.bangfu.household.People;
import cn.bangfu.notice.CloseOutcome;
import cn.bangfu.notice.DeliverOutcome;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.notice.DeliveryProof;
import cn.bangfu.notice.Handover;
import cn.bangfu.notice.InvestigateOutcome;
import cn.bangfu.notice.NewAnnouncement;
import cn.bangfu.notice.NewObjection;
import cn.bangfu.notice.NoticeEnd;
import cn.bangfu.notice.NoticePosting;
import cn.bangfu.notice.NoticeProcess;
import cn.bangfu.notice.NoticeResult;
import cn.bangfu.notice.NoticeServices;
import cn.bangfu.notice.NoticeState;
import cn.bangfu.notice.NoticeSubject;
import cn.bangfu.notice.ObjectOutcome;
import cn.bangfu.notice.Objection;
import cn.bangfu.notice.ObjectionFinding;
import cn.bangfu.notice.ObjectionId;
import cn.bangfu.notice.ObjectionKind;
import cn.bangfu.notice.ObjectionResult;
import cn.bangfu.notice.ObjectionWay;
import cn.bangfu.notice.PosterOutcome;
import cn.bangfu.notice.PreviewOutcome;
import cn.bangfu.notice.PublicCode;
import cn.bangfu.notice.PublicNotice;
import cn.bangfu.notice.PublishOutcome;
import cn.bangfu.policy.CalendarDay;
import cn.bangfu.policy.CountyParameters;
import cn.bangfu.policy.Deadlines;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.policy.ParameterSet;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.Profiles;
import cn.bangfu.policy.TrainingTime;
import cn.bangfu.policy.WorkCalendar;
import cn.bangfu.policy.WorkCalendars;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonId;
import cn.bangfu.shared.PersonName;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The way of a notice through its services, on the tables and their rules. */
@PostgresTest
class NoticeServiceTest {

    private static final DivisionCode VILLAGE = new DivisionCode("150625100203");

    private final TestPostgres.Database database;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final CaseId caseId = CaseId.next();
    private final HouseholdId household = HouseholdId.next();
    private final Actor clerk = People.actor(Role.TOWN_CLERK, "150625100");
    private final Actor investigator = People.actor(Role.COUNTY_CLERK, "150625");
    private final List<TrailEvent> trail = new ArrayList<>();
    private final List<CaseId> told = new ArrayList<>();
    private final List<CaseId> reposted = new ArrayList<>();
    private ParameterSet rules = Profiles.HANGJIN;
    private final JdbcNotices notices;
    private final JdbcObjections objections;
    private final JdbcDeliveries deliveries;
    private final NoticeServices services;

    NoticeServiceTest(TestPostgres.Database database) {
        this.database = database;
        var source = database.app();
        jdbc = JdbcClient.create(source);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        var cipher = new PersonalDataCipher(Map.of(1, new byte[32]), 1, new byte[32]);
        var sealed = new SealedContent(new TestKeys(cipher), cipher, new ObjectMapper());
        notices = new JdbcNotices(jdbc);
        objections = new JdbcObjections(jdbc, sealed);
        deliveries = new JdbcDeliveries(jdbc, sealed);
        LegalClock clock = () -> jdbc.sql("select app.legal_now()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        services = NoticeServices.on(
                notices,
                objections,
                new JdbcAnnouncements(jdbc),
                deliveries,
                new Told(),
                new TestParameters(),
                new Deadlines(clock, new ThisYear(), TrainingTime.OFF),
                clock,
                new CountyDivisions(JdbcClient.create(database.owner())),
                new NoOffices(),
                cipher,
                new TestTrail());
    }

    @BeforeEach
    void aCase() {
        owner("update app.legal_clock set offset_by = '0'");
        jdbc.sql("""
                        insert into app.household (id, number, division, registration_type, residency, origin)
                        values (?, ?, ?, 'ORDINARY', 'YES', 'ADDED')
                        """)
                .params(household.value(), household.toString(), VILLAGE.value())
                .update();
        jdbc.sql("""
                        insert into app.identification_case (id, number, household_id, village, channel, state)
                        values (?, ?, ?, ?, 'APPLICATION', 'NOTICE')
                        """)
                .params(caseId.value(), caseId.toString(), household.value(), VILLAGE.value())
                .update();
        jdbc.sql("insert into app.case_hand (case_id, person_id, hand) values (?, ?, 'OBJECTION_INVESTIGATOR')")
                .params(caseId.value(), investigator.person().value())
                .update();
    }

    // ---- publishing

    @Test
    void isPublishedWithTheTextThatWasShownBefore() {
        var preview = ((PreviewOutcome.Ready) services.notices().preview(subject("张小明"), null)).preview();
        var notice = published();
        assertThat(notice.boardText()).isEqualTo(preview.boardText()).contains("户主：张小明");
        assertThat(notice.webText())
                .isEqualTo(preview.webText())
                .contains("户主：张*明")
                .doesNotContain("张小明");
        assertThat(notice.boardText()).contains("公示编号：" + notice.code().grouped());
        assertThat(notice.lastDay()).isEqualTo(preview.term().lastDay());
        assertThat(notice.state()).isEqualTo(NoticeState.RUNNING);
        assertThat(trail).extracting(TrailEvent::action).containsExactly("notice.published");
        assertThat(notices.photographs(notice.id())).hasSize(2).noneMatch(photograph -> photograph.atEnd());
    }

    @Test
    void isRefusedWithoutAPhotographOfEachPlace() {
        var outcome = services.notices()
                .publish(
                        subject("张小明"),
                        new NoticePosting(null, Map.of(NoticeLevel.TOWN, List.of(UUID.randomUUID()))),
                        clerk);
        assertThat(errors(outcome)).containsExactly(new FieldError("photographs.VILLAGE", "缺少村级张贴照片，请拍照后再提交"));
    }

    @Test
    void isRefusedWhereTheTextWouldTellTooMuch() {
        var outcome = services.notices().publish(subject("张小明"), new NoticePosting("该户因病致贫", photographs()), clerk);
        assertThat(errors(outcome)).containsExactly(new FieldError("remark", "“附注”第4个字含有疾病或残疾情况，不得公开，请删去后再发布"));
    }

    @Test
    void isRefusedWhereTheCalendarDoesNotReach() {
        rules = Profiles.with(rules, Parameters.NOTICE_TERM, "60 WORKING");
        assertThat(errors(services.notices().publish(subject("张小明"), new NoticePosting(null, photographs()), clerk)))
                .extracting(FieldError::message)
                .first()
                .asString()
                .contains("年工作日历尚未录入");
    }

    @Test
    void hangsOnlyOnce() {
        published();
        assertThat(errors(services.notices().publish(subject("张小明"), new NoticePosting(null, photographs()), clerk)))
                .containsExactly(new FieldError("", "该户正在公示，不能重复公示"));
    }

    @Test
    void theTownKeepsWhomToTurnTo() {
        assertThat(services.notices().contact(VILLAGE)).isEqualTo("锡尼镇，或拨打12345热线");
        assertThat(services.notices().setContact(new DivisionCode("150625100"), "身份证150698197001010014", clerk))
                .isPresent();
        assertThat(services.notices().setContact(new DivisionCode("150625100"), "民政办 0477-6623344", clerk))
                .isEmpty();
        assertThat(published().boardText()).contains("联系方式：民政办 0477-6623344");
    }

    // ---- the term

    @Test
    void endsWhenTheDatabaseSaysSo() {
        var notice = published();
        assertThat(services.notices().end(caseId))
                .isInstanceOfSatisfying(NoticeEnd.Running.class, running -> assertThat(running.left())
                        .isBetween(java.time.Duration.ofDays(5), java.time.Duration.ofDays(6)));
        assertThat(errors(close()))
                .extracting(FieldError::message)
                .first()
                .asString()
                .startsWith("公示期未满，至");
        pass("7 days");
        assertThat(services.notices().end(caseId)).isInstanceOf(NoticeEnd.Over.class);
        assertThat(notices.newest(caseId).orElseThrow().state()).isEqualTo(NoticeState.TERM_OVER);
        assertThat(close()).isInstanceOf(CloseOutcome.Closed.class);
        var closed = notices.find(notice.id()).orElseThrow();
        assertThat(closed.result()).isEqualTo(NoticeResult.PASSED);
        assertThat(trail).extracting(TrailEvent::action).contains("notice.closed");
        jdbc.sql("select app.require_notice_ended(?)::text")
                .param(caseId.value())
                .query()
                .listOfRows();
    }

    @Test
    void isNotClosedWithThePhotographsOfTheBeginning() {
        var notice = published();
        pass("7 days");
        var old = notices.photographs(notice.id()).get(0);
        var taken = new HashMap<>(photographs());
        taken.put(old.place(), List.of(old.evidence()));
        assertThat(errors(inTransaction(() -> services.notices().close(caseId, taken, null, clerk))))
                .extracting(FieldError::field)
                .containsExactly("photographs." + old.place());
    }

    /** Against the database's independent function, for rules and moments all over the years. */
    @Test
    void isNeverShorterNorLongerThanTheLaw() {
        var random = new Random(20261121);
        owner("insert into app.work_calendar_year (year, source) values (2027, 'test') on conflict do nothing");
        for (var i = 0; i < 150; i++) {
            var county = "%06d".formatted(200000 + i);
            var term = 1 + random.nextInt(20) + (random.nextBoolean() ? " CALENDAR" : " WORKING");
            var at = OffsetDateTime.of(2023, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)
                    .plusSeconds(random.nextLong(0, 4L * 365 * 24 * 3600));
            JdbcClient.create(database.owner()).sql("""
                            insert into app.parameter_set (county, valid_from, note, entries)
                            select ?, '2021-01-01', 'test', jsonb_set(jsonb_set(entries, '{noticeTerm,value}', to_jsonb(?::text)),
                              '{totalLimit,value}', '"90 WORKING"')
                            from app.parameter_set where county = '150625' order by valid_from limit 1
                            """).params(county, term).update();
            JdbcClient.create(database.owner())
                    .sql("update app.legal_clock set offset_by = ?::timestamptz - clock_timestamp()")
                    .param(at)
                    .update();
            var batch = UUID.randomUUID();
            transaction.executeWithoutResult(status -> {
                jdbc.sql("""
                                insert into app.notice_batch (id, division, by_person, by_officer, by_name, by_office)
                                values (?, ?, gen_random_uuid(), gen_random_uuid(), 'x', 'x')
                                """).params(batch, county + "100").update();
                assertThat(jdbc.sql("""
                                        select legal_end = app.legal_end(published_at, days, day_kind) and days || ' ' || day_kind = ?
                                          and published_at - ? between interval '0' and interval '1 minute'
                                        from app.notice_batch where id = ?
                                        """)
                                .params(term, at, batch)
                                .query(Boolean.class)
                                .single())
                        .as("%s from %s", term, at)
                        .isTrue();
                status.setRollbackOnly();
            });
        }
    }

    // ---- objections

    @Test
    void anObjectionFreezesUntilItIsDismissed() {
        published();
        var objection = objected(ObjectionKind.INCLUSION);
        assertThat(told).containsExactly(caseId);
        assertThat(notices.newest(caseId).orElseThrow().state()).isEqualTo(NoticeState.FROZEN);
        pass("7 days");
        assertThat(services.notices().end(caseId)).isInstanceOf(NoticeEnd.Objected.class);
        assertThat(errors(close())).extracting(FieldError::message).containsExactly("有未答复的异议，先核查答复才能结束公示");
        assertThat(investigate(finding(objection, ObjectionResult.DISMISSED)))
                .isEqualTo(new InvestigateOutcome.Answered(ObjectionResult.DISMISSED, false));
        assertThat(close()).isInstanceOf(CloseOutcome.Closed.class);
        var answered = objections.find(objection.code()).orElseThrow();
        assertThat(answered.resolution()).isNotNull();
        assertThat(answered.resolution().answer()).isEqualTo("经核查不属实。");
    }

    @Test
    void anUpheldObjectionEndsTheNotice() {
        published();
        var first = objected(ObjectionKind.INCLUSION);
        var second = objected(ObjectionKind.TEXT);
        assertThat(investigate(
                        finding(first, ObjectionResult.UPHELD_RETURN), finding(second, ObjectionResult.DISMISSED)))
                .isEqualTo(new InvestigateOutcome.Answered(ObjectionResult.UPHELD_RETURN, false));
        assertThat(notices.newest(caseId).orElseThrow().result()).isEqualTo(NoticeResult.UPHELD_RETURN);
    }

    @Test
    void aCorrectedTextRunsItsWholeTermAnew() {
        var wrong = published();
        pass("3 days");
        investigate(finding(objected(ObjectionKind.TEXT), ObjectionResult.CORRECTED));
        var corrected = published();
        assertThat(corrected.batch().textVersion()).isEqualTo(2);
        assertThat(corrected.code()).isNotEqualTo(wrong.code());
        assertThat(corrected.batch().legalEnd()).isAfter(wrong.batch().legalEnd());
        assertThat(notices.of(caseId)).hasSize(2);
    }

    @Test
    void oneThatComesInMeanwhileIsAnsweredNextAndHoldsNoAnswerUp() {
        published();
        var first = objected(ObjectionKind.INCLUSION);
        var second = objected(ObjectionKind.INCLUSION);
        assertThat(told).as("the process is told once").containsExactly(caseId);
        assertThat(errors(investigate(finding(first, ObjectionResult.UPHELD_END))))
                .containsExactly(new FieldError("", "又收到新的异议，请重新打开任务，一并核查答复"));
        assertThat(investigate(finding(first, ObjectionResult.DISMISSED)))
                .isEqualTo(new InvestigateOutcome.Answered(ObjectionResult.DISMISSED, true));
        assertThat(notices.newest(caseId).orElseThrow().state()).isEqualTo(NoticeState.FROZEN);
        assertThat(investigate(finding(second, ObjectionResult.DISMISSED)))
                .isEqualTo(new InvestigateOutcome.Answered(ObjectionResult.DISMISSED, false));
    }

    // ---- posters of many households

    @Test
    void aPosterCarriesManyHouseholdsWithOneEnd() {
        var poster = poster(3);
        assertThat(poster)
                .extracting(PublicNotice::legalEnd)
                .containsOnly(poster.get(0).legalEnd());
        assertThat(poster)
                .extracting(notice -> notice.batch().id())
                .containsOnly(poster.get(0).batch().id());
        assertThat(notices.onPoster(poster.get(0).batch().id())).hasSize(3);
        var text = services.notices().text(poster, true);
        assertThat(text.rows()).extracting(row -> row.get(0)).containsExactly("1", "2", "3");
        assertThat(text.rows()).extracting(row -> row.get(2)).containsExactly("王一明", "王二明", "王三明");
        assertThat(services.notices().text(poster, false).rows())
                .as("the same mask is told apart by the group")
                .extracting(row -> row.get(2) + row.get(1))
                .containsExactly("王*明阿日柴达木村 1社", "王*明阿日柴达木村 2社", "王*明阿日柴达木村 3社");
        assertThat(text.after()).anySatisfy(line -> assertThat(line).contains("公示期5个自然日"));
    }

    @Test
    void anObjectionFreezesOneRowOnly() {
        var poster = poster(3);
        objectedTo(poster.get(1), ObjectionKind.INCLUSION);
        assertThat(states(poster)).containsExactly(NoticeState.RUNNING, NoticeState.FROZEN, NoticeState.RUNNING);
        pass("7 days");
        assertThat(closed(poster.get(0))).isInstanceOf(CloseOutcome.Closed.class);
        assertThat(errors(closed(poster.get(1)))).isNotEmpty();
    }

    @Test
    void aCorrectionRestartsAllRowsAlsoTheOneThatStoodStill() {
        var poster = poster(3);
        var standing = objectedTo(poster.get(1), ObjectionKind.INCLUSION);
        var wrong = objectedTo(poster.get(2), ObjectionKind.TEXT);
        investigated(poster.get(2), finding(wrong, ObjectionResult.CORRECTED));
        assertThat(reposted).containsExactly(poster.get(0).caseId());
        assertThat(states(poster)).containsExactly(NoticeState.CLOSED, NoticeState.FROZEN, NoticeState.CLOSED);
        pass("7 days");
        assertThat(investigated(poster.get(1), finding(standing, ObjectionResult.DISMISSED)))
                .isEqualTo(new InvestigateOutcome.Answered(ObjectionResult.CORRECTED, false));
        assertThat(poster).allSatisfy(notice -> assertThat(
                        notices.find(notice.id()).orElseThrow().result())
                .isEqualTo(NoticeResult.CORRECTED));
    }

    @Test
    void aVillagesPosterNamesNobodyOfAnotherVillage() {
        var here = subjectOf(newCase(VILLAGE), VILLAGE, "王一明", "1社");
        var there = new DivisionCode("150625100204");
        var elsewhere = subjectOf(newCase(there), there, "王二明", "2社");
        assertThat(services.notices().poster(List.of(here, elsewhere), null))
                .isInstanceOfSatisfying(PosterOutcome.Refused.class, refused -> assertThat(refused.errors())
                        .extracting(FieldError::message)
                        .containsExactly("一张公示榜只公示同一个村的户，请按村分开张贴"));
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    var poster = UUID.randomUUID();
                    services.notices().publish(here, new NoticePosting(null, photographs(), poster), clerk);
                    services.notices().publish(elsewhere, new NoticePosting(null, photographs(), poster), clerk);
                }))
                .as("the database says so too")
                .rootCause()
                .hasMessageContaining("同一个村");
    }

    @Test
    void theSamePhotographsProveTheEndForEveryHousehold() {
        var poster = poster(2);
        pass("7 days");
        var taken = photographs();
        for (var notice : poster) {
            assertThat(inTransaction(() -> services.notices().close(notice.caseId(), taken, null, clerk)))
                    .isInstanceOf(CloseOutcome.Closed.class);
        }
    }

    // ---- levels

    @Test
    void eachLevelHasANoticeOfItsOwnAndAllMustHavePassed() {
        rules = Profiles.with(rules, Parameters.NOTICE_LEVELS, "VILLAGE,TOWN,COUNTY");
        try {
            for (var level : NoticeLevel.values()) {
                // Rules that other tests laid down for later days come into force as time passes here.
                countyRule("noticeLevels", "VILLAGE,TOWN,COUNTY");
                var notice = published();
                assertThat(notice.batch().level()).isEqualTo(level);
                assertThat(notice.batch().places()).contains(level).hasSize(level.ordinal() + 1);
                assertThatThrownBy(this::requireEnded).rootCause().hasMessageContaining("公示期未满");
                pass("7 days");
                close();
                var more = services.notices().nextLevelDue(subject("张小明"));
                assertThat(more).isEqualTo(level != NoticeLevel.COUNTY);
                if (more) {
                    assertThatThrownBy(this::requireEnded).rootCause().hasMessageContaining("尚未公示");
                }
            }
            requireEnded();
            countyRule("noticeLevels", "VILLAGE,TOWN,COUNTY");
            assertThat(published().boardText())
                    .as("after all levels it begins anew")
                    .contains("张贴地点：阿日柴达木村公示栏。");
        } finally {
            countyRule("noticeLevels", "TOWN");
        }
    }

    // ---- the days given back

    @Test
    void aDismissedObjectionGivesBackTheDaysWhereTheRuleSaysSo() {
        rules = Profiles.with(rules, Parameters.OBJECTION_EXTENDS_NOTICE, "true");
        countyRule("objectionExtendsNotice", "true");
        try {
            var notice = published();
            pass("1 day");
            var objection = objected(ObjectionKind.INCLUSION);
            pass("3 days");
            investigate(finding(objection, ObjectionResult.DISMISSED));
            var longer = notices.newest(caseId).orElseThrow();
            assertThat(longer.legalEnd()).isEqualTo(notice.legalEnd().plus(Duration.ofDays(3)));
            pass("2 days");
            assertThat(longer.batch().legalEnd()).isBefore(clockNow());
            assertThat(errors(close()))
                    .extracting(FieldError::message)
                    .first()
                    .asString()
                    .startsWith("公示期未满");
            assertThatThrownBy(() -> jdbc.sql(
                                    "insert into app.notice_closing (notice_id, result, by_person) values (?, 'PASSED', ?)")
                            .params(notice.id().value(), clerk.person().value())
                            .update())
                    .rootCause()
                    .hasMessageContaining("公示期未满");
            assertThat(notices.shownIn(VILLAGE)).extracting(PublicNotice::id).contains(notice.id());
            pass("3 days");
            assertThat(notices.shownIn(VILLAGE)).extracting(PublicNotice::id).doesNotContain(notice.id());
            assertThat(close()).isInstanceOf(CloseOutcome.Closed.class);
        } finally {
            countyRule("objectionExtendsNotice", "false");
        }
    }

    @Test
    void withoutTheRuleNothingIsGivenBack() {
        var notice = published();
        pass("1 day");
        investigate(finding(objected(ObjectionKind.INCLUSION), ObjectionResult.DISMISSED));
        assertThat(notices.newest(caseId).orElseThrow().legalEnd()).isEqualTo(notice.legalEnd());
        assertThatThrownBy(() -> inTransaction(() -> {
                    notices.extend(notice);
                    return notice;
                }))
                .rootCause()
                .hasMessageContaining("没有规定");
    }

    // ---- from the public page

    @Test
    void whatOnePlaceSendsAgainIsKeptAndAnsweredTogether() {
        var notice = published();
        var first = onPage(notice, "10.0.0.1", "他家有车");
        onPage(notice, "10.0.0.1", "他家还有房");
        onPage(notice, "10.0.0.2", "他家有车");
        var last = onPage(notice, "10.0.0.3", "孩子在城里做生意");
        assertThat(objections.individual(notice.id())).extracting(Objection::id).containsExactly(first.id(), last.id());
        assertThat(objections.groups(notice.id())).singleElement().satisfies(group -> assertThat(group.open())
                .isEqualTo(2));
        assertThat(notices.newest(caseId).orElseThrow().objections()).isEqualTo(4);
        var group = objections.groups(notice.id()).get(0);
        investigate(
                finding(first, ObjectionResult.DISMISSED),
                finding(last, ObjectionResult.DISMISSED),
                new ObjectionFinding(group.first(), ObjectionResult.DISMISSED, "查无实据", "经核查不属实。"));
        assertThat(notices.newest(caseId).orElseThrow().openObjections()).isZero();
        assertThat(objections.grouped(notice.id(), ObjectionKind.INCLUSION, 0, 10))
                .hasSize(2)
                .allSatisfy(one -> assertThat(objections
                                .find(one.code())
                                .orElseThrow()
                                .resolution()
                                .answer())
                        .isEqualTo("经核查不属实。"));
    }

    @Test
    void theSameFormSentTwiceIsOneObjectionWithOneReceipt() {
        var notice = published();
        var id = ObjectionId.next();
        var said = new NewObjection(ObjectionKind.INCLUSION, ObjectionWay.PAGE, today(), "他家有车", false, null, null);
        var codes = new HashSet<PublicCode>();
        for (var i = 0; i < 2; i++) {
            codes.add(((ObjectOutcome.Received) inTransaction(
                            () -> services.objections().objectOnPage(notice.code(), id, said, "10.0.0.1")))
                    .objection()
                    .code());
        }
        assertThat(codes).hasSize(1);
        assertThat(notices.newest(caseId).orElseThrow().objections()).isEqualTo(1);
    }

    @Test
    void afterTheEndNothingIsShownAndThePageTakesNothing() {
        var notice = published();
        assertThat(notices.shownIn(VILLAGE)).extracting(PublicNotice::id).contains(notice.id());
        assertThat(notices.shownByVillage()).containsKey(VILLAGE);
        pass("7 days");
        assertThat(notices.find(notice.code()).orElseThrow().isShown()).isFalse();
        assertThat(notices.shownIn(VILLAGE)).extracting(PublicNotice::id).doesNotContain(notice.id());
        var said = new NewObjection(ObjectionKind.INCLUSION, ObjectionWay.PAGE, today(), "他家有车", false, null, null);
        assertThat(errors(services.objections().objectOnPage(notice.code(), ObjectionId.next(), said, "10.0.0.1")))
                .extracting(FieldError::message)
                .first()
                .asString()
                .startsWith("这条公示已经结束");
    }

    private Objection onPage(PublicNotice notice, String address, String text) {
        var said = new NewObjection(ObjectionKind.INCLUSION, ObjectionWay.PAGE, today(), text, false, null, null);
        return ((ObjectOutcome.Received) inTransaction(
                        () -> services.objections().objectOnPage(notice.code(), ObjectionId.next(), said, address)))
                .objection();
    }

    @Test
    void isNotInvestigatedByWhoPublishedNorInTheTown() {
        published();
        var finding = finding(objected(ObjectionKind.INCLUSION), ObjectionResult.DISMISSED);
        assertThat(errors(services.objections().investigate(caseId, List.of(finding), clerk)))
                .extracting(FieldError::message)
                .containsExactly("异议由县级核查");
        var promoted = new Actor(
                clerk.officer(), clerk.person(), clerk.name(), Role.COUNTY_CLERK, investigator.division(), "旗农牧局");
        assertThat(errors(services.objections().investigate(caseId, List.of(finding), promoted)))
                .extracting(FieldError::message)
                .first()
                .asString()
                .startsWith("发布公示的人不能核查");
        var stranger = People.actor(Role.COUNTY_CLERK, "150625");
        assertThatThrownBy(() -> services.objections().investigate(caseId, List.of(finding), stranger))
                .as("somebody without the hand of an investigator in this case")
                .hasMessageContaining("case_hand");
    }

    @Test
    void anInclusionIsNotAnsweredByCorrectingTheText() {
        published();
        assertThat(errors(investigate(finding(objected(ObjectionKind.INCLUSION), ObjectionResult.CORRECTED))))
                .extracting(FieldError::field)
                .containsExactly("findings[0].result");
    }

    @Test
    void anAnonymousObjectorsNameIsNotKept() {
        published();
        var said = new NewObjection(
                ObjectionKind.INCLUSION, ObjectionWay.PHONE, today(), "他家有车", false, "李四", "13800001111");
        var objection = ((ObjectOutcome.Received)
                        inTransaction(() -> services.objections().object(caseId, said, clerk)))
                .objection();
        assertThat(objection.content()).isEqualTo(new Objection.Content("他家有车", null, null));
        var stored = jdbc.sql("select encode(content, 'escape') from app.objection where id = ?")
                .param(objection.id().value())
                .query(String.class)
                .single();
        assertThat(stored).doesNotContain("他家有车").doesNotContain("李四");
    }

    @Test
    void whatIsMissingIsSaidAtItsField() {
        published();
        var said = new NewObjection(
                ObjectionKind.INCLUSION, ObjectionWay.PAGE, today().plusDays(1), " ", true, null, null);
        assertThat(errors(services.objections().object(caseId, said, clerk)))
                .extracting(FieldError::field)
                .containsExactly("text", "name", "receivedOn", "way");
    }

    @Test
    void afterTheEndThereIsAnotherWay() {
        published();
        pass("7 days");
        close();
        assertThat(errors(services.objections().object(caseId, said(ObjectionKind.INCLUSION), clerk)))
                .extracting(FieldError::message)
                .first()
                .asString()
                .contains("申请复核");
    }

    @Test
    void whoIsMissingFreezesNobodyAndIsAnswered() {
        published();
        var report = ((ObjectOutcome.Received)
                        services.objections().reportExclusion(VILLAGE, said(ObjectionKind.EXCLUSION), clerk))
                .objection();
        assertThat(told).isEmpty();
        assertThat(notices.newest(caseId).orElseThrow().state()).isEqualTo(NoticeState.RUNNING);
        assertThat(objections.exclusions(DivisionScope.of(VILLAGE)))
                .extracting(Objection::id)
                .contains(report.id());
        assertThat(objections.exclusions(DivisionScope.of(new DivisionCode("150625101"))))
                .extracting(Objection::id)
                .doesNotContain(report.id());
        assertThat(services.objections()
                        .answerExclusion(
                                new ObjectionFinding(report.id(), ObjectionResult.CLUE, "已入户", "已上报线索。"), clerk))
                .isEqualTo(new InvestigateOutcome.Answered(ObjectionResult.CLUE, false));
    }

    @Test
    void aCaseThatEndsTakesItsNoticeDown() {
        published();
        var objection = objected(ObjectionKind.INCLUSION);
        inTransaction(() -> {
            services.notices().takeDown(caseId, null);
            return caseId;
        });
        assertThat(notices.newest(caseId).orElseThrow().result()).isEqualTo(NoticeResult.WITHDRAWN);
        assertThat(objections.find(objection.id()).orElseThrow().isOpen()).isFalse();
        services.notices().takeDown(caseId, null);
    }

    @Test
    void whatIsUnderWayIsSeenWithinTheScope() {
        var notice = published();
        assertThat(notices.underWay(DivisionScope.of(VILLAGE)))
                .extracting(PublicNotice::id)
                .contains(notice.id());
        assertThat(notices.underWay(DivisionScope.of(new DivisionCode("150625101"))))
                .isEmpty();
        assertThat(notices.underWay(DivisionScope.nowhere())).isEmpty();
    }

    // ---- announcements and deliveries

    @Test
    void aDecisionIsAnnouncedWithAPhotograph() {
        var made = new NewAnnouncement("杭锦旗农牧局", "杭农牧发〔2026〕18号", today(), List.of());
        assertThat(services.announcements().announce(subject("张小明"), made, clerk))
                .isInstanceOf(cn.bangfu.notice.AnnounceOutcome.Refused.class);
        var shown = new NewAnnouncement("杭锦旗农牧局", "杭农牧发〔2026〕18号", today(), List.of(UUID.randomUUID()));
        assertThat(services.announcements().announce(subject("张小明"), shown, clerk))
                .isInstanceOfSatisfying(cn.bangfu.notice.AnnounceOutcome.Announced.class, announced -> assertThat(
                                announced.announcement().photographs())
                        .isEqualTo(shown.photographs()));
    }

    @Test
    void whatIsOwedIsOwedUntilItsDeliveryIsProved() {
        var service = services.deliveries();
        service.owe(caseId, household, DeliveryKind.REFUSED, null);
        service.owe(caseId, household, DeliveryKind.REFUSED, null);
        assertThat(service.owed(caseId)).hasSize(1);
        assertThat(deliver(DeliveryProof.SIGNATURE, List.of(), "本人")).isEqualTo(List.of("evidence"));
        assertThat(deliver(DeliveryProof.SLIP, List.of(), "本人")).isEqualTo(List.of("proof"));
        assertThat(deliver(DeliveryProof.CALL_RECORD, List.of(UUID.randomUUID()), " "))
                .isEqualTo(List.of("receivedBy"));
        assertThat(service.owed(caseId)).hasSize(1);
        var paper = UUID.randomUUID();
        assertThat(deliver(DeliveryProof.SIGNATURE, List.of(paper), "户主之妻")).isEmpty();
        assertThat(service.owed(caseId)).isEmpty();
        assertThat(deliveries.of(caseId)).singleElement().satisfies(delivery -> assertThat(delivery.handover())
                .isEqualTo(new Handover(today(), DeliveryProof.SIGNATURE, List.of(paper), "户主之妻")));
    }

    private List<String> deliver(DeliveryProof proof, List<UUID> evidence, String receivedBy) {
        var outcome = services.deliveries()
                .deliver(
                        caseId,
                        household,
                        DeliveryKind.REFUSED,
                        new Handover(today(), proof, evidence, receivedBy),
                        clerk);
        return outcome instanceof DeliverOutcome.Refused refused
                ? refused.errors().stream().map(FieldError::field).toList()
                : List.of();
    }

    // ---- how it is done

    private final class Told implements NoticeProcess {

        @Override
        public void objected(CaseId id) {
            told.add(id);
        }

        @Override
        public void corrected(CaseId id) {
            reposted.add(id);
        }
    }

    private NoticeSubject subject(String head) {
        return new NoticeSubject(
                caseId,
                household,
                VILLAGE,
                "3社",
                new PersonName(head),
                3,
                MonitoringCategory.MARGINAL,
                List.of(new PersonName("张小宝")),
                List.of("150698197001010014", "13947700011"));
    }

    private NoticeSubject subjectOf(CaseId other, DivisionCode village, String head, String group) {
        var of = jdbc.sql("select household_id from app.identification_case where id = ?")
                .param(other.value())
                .query(UUID.class)
                .single();
        return new NoticeSubject(
                other,
                new HouseholdId(of),
                village,
                group,
                new PersonName(head),
                2,
                MonitoringCategory.MARGINAL,
                List.of(),
                List.of());
    }

    private CaseId newCase(DivisionCode village) {
        var other = CaseId.next();
        var its = HouseholdId.next();
        jdbc.sql("""
                        insert into app.household (id, number, division, registration_type, residency, origin)
                        values (?, ?, ?, 'ORDINARY', 'YES', 'ADDED')
                        """).params(its.value(), its.toString(), village.value()).update();
        jdbc.sql("""
                        insert into app.identification_case (id, number, household_id, village, channel, state)
                        values (?, ?, ?, ?, 'APPLICATION', 'NOTICE')
                        """)
                .params(other.value(), other.toString(), its.value(), village.value())
                .update();
        jdbc.sql("insert into app.case_hand (case_id, person_id, hand) values (?, ?, 'OBJECTION_INVESTIGATOR')")
                .params(other.value(), investigator.person().value())
                .update();
        return other;
    }

    /** Published in one transaction; heads that look alike when masked, in groups of their own. */
    private List<PublicNotice> poster(int households) {
        var subjects = new ArrayList<NoticeSubject>();
        for (var i = 0; i < households; i++) {
            subjects.add(subjectOf(newCase(VILLAGE), VILLAGE, "王" + "一二三四".charAt(i) + "明", (i + 1) + "社"));
        }
        var ready = (PosterOutcome.Ready) services.notices().poster(subjects, null);
        var taken = photographs();
        transaction.executeWithoutResult(status -> subjects.forEach(subject -> assertThat(
                        services.notices().publish(subject, new NoticePosting(null, taken, ready.id()), clerk))
                .isInstanceOf(PublishOutcome.Published.class)));
        return subjects.stream()
                .map(subject -> notices.newest(subject.caseId()).orElseThrow())
                .toList();
    }

    private List<NoticeState> states(List<PublicNotice> poster) {
        return poster.stream()
                .map(notice -> notices.find(notice.id()).orElseThrow().state())
                .toList();
    }

    private Objection objectedTo(PublicNotice notice, ObjectionKind kind) {
        return ((ObjectOutcome.Received)
                        inTransaction(() -> services.objections().object(notice.caseId(), said(kind), clerk)))
                .objection();
    }

    private InvestigateOutcome investigated(PublicNotice notice, ObjectionFinding finding) {
        return inTransaction(() -> services.objections().investigate(notice.caseId(), List.of(finding), investigator));
    }

    private CloseOutcome closed(PublicNotice notice) {
        return inTransaction(() -> services.notices().close(notice.caseId(), photographs(), null, clerk));
    }

    private void countyRule(String name, String value) {
        JdbcClient.create(database.owner()).sql("""
                        insert into app.parameter_set (county, valid_from, note, entries)
                        select county, (app.legal_now() at time zone 'Asia/Shanghai')::date + 1, 'test',
                          jsonb_set(jsonb_set(entries, '{totalLimit,value}', '"60 WORKING"'), array[?, 'value'], to_jsonb(?::text))
                        from app.parameter_set where county = '150625' order by valid_from desc, published_at desc limit 1
                        """).params(name, value).update();
        pass("1 day");
    }

    private void requireEnded() {
        jdbc.sql("select app.require_notice_ended(?)::text")
                .param(caseId.value())
                .query()
                .listOfRows();
    }

    private Instant clockNow() {
        return jdbc.sql("select app.legal_now()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static Map<NoticeLevel, List<UUID>> photographs() {
        return Map.of(
                NoticeLevel.VILLAGE, List.of(UUID.randomUUID()),
                NoticeLevel.TOWN, List.of(UUID.randomUUID()),
                NoticeLevel.COUNTY, List.of(UUID.randomUUID()));
    }

    private PublicNotice published() {
        return ((PublishOutcome.Published) inTransaction(() ->
                        services.notices().publish(subject("张小明"), new NoticePosting(null, photographs()), clerk)))
                .notice();
    }

    private CloseOutcome close() {
        return inTransaction(() -> services.notices().close(caseId, photographs(), null, clerk));
    }

    private NewObjection said(ObjectionKind kind) {
        return new NewObjection(kind, ObjectionWay.LETTER, today(), "他家在旗里有楼房", true, "李四", "13800001111");
    }

    private Objection objected(ObjectionKind kind) {
        return ((ObjectOutcome.Received)
                        inTransaction(() -> services.objections().object(caseId, said(kind), clerk)))
                .objection();
    }

    private static ObjectionFinding finding(Objection objection, ObjectionResult result) {
        return new ObjectionFinding(objection.id(), result, "查阅车管所记录，走访邻居。", "经核查不属实。");
    }

    private InvestigateOutcome investigate(ObjectionFinding... findings) {
        return inTransaction(() -> services.objections().investigate(caseId, List.of(findings), investigator));
    }

    private <T> T inTransaction(Supplier<T> work) {
        var result = transaction.execute(status -> work.get());
        if (result == null) {
            throw new IllegalStateException("no result");
        }
        return result;
    }

    private LocalDate today() {
        return jdbc.sql("select (app.legal_now() at time zone 'Asia/Shanghai')::date")
                .query(LocalDate.class)
                .single();
    }

    private void pass(String time) {
        owner("update app.legal_clock set offset_by = offset_by + '" + time + "'");
    }

    private void owner(String sql) {
        JdbcClient.create(database.owner()).sql(sql).update();
    }

    private static List<FieldError> errors(Object outcome) {
        if (outcome instanceof PublishOutcome.Refused refused) {
            return refused.errors();
        }
        if (outcome instanceof CloseOutcome.Refused refused) {
            return refused.errors();
        }
        if (outcome instanceof ObjectOutcome.Refused refused) {
            return refused.errors();
        }
        if (outcome instanceof InvestigateOutcome.Refused refused) {
            return refused.errors();
        }
        throw new AssertionError("not refused: " + outcome);
    }

    private static final class ThisYear implements WorkCalendars {

        @Override
        public WorkCalendar current() {
            return new WorkCalendar(Set.of(2026), Map.of());
        }

        @Override
        public boolean add(int year, String source, PersonId loadedBy, List<CalendarDay> days) {
            throw new UnsupportedOperationException();
        }
    }

    private final class TestParameters implements CountyParameters {

        @Override
        public ParameterSet of(DivisionCode county, LocalDate date) {
            return rules;
        }

        @Override
        public ParameterSet version(UUID version) {
            return rules;
        }

        @Override
        public List<ParameterSet> history(DivisionCode county) {
            return List.of(rules);
        }
    }

    private final class TestTrail implements Trail {

        @Override
        public void append(TrailEvent event) {
            trail.add(event);
        }

        @Override
        public List<TrailEntry> of(CaseId caseId) {
            return List.of();
        }

        @Override
        public List<TrailBreak> verify() {
            return List.of();
        }
    }

    private static final class NoOffices implements Offices {

        @Override
        public Optional<Office> find(OfficeId id) {
            return Optional.empty();
        }

        @Override
        public Optional<Office> of(DivisionCode division) {
            return Optional.empty();
        }

        @Override
        public Optional<Office> department(DivisionCode county, cn.bangfu.access.Department department) {
            return Optional.empty();
        }

        @Override
        public List<Office> departments(DivisionCode county) {
            return List.of();
        }

        @Override
        public List<Office> in(DivisionScope scope) {
            return List.of();
        }
    }

    private record TestKeys(PersonalDataCipher cipher) implements HouseholdKeys {

        @Override
        public byte[] seal(HouseholdId household, String plain) {
            return cipher.seal(plain);
        }

        @Override
        public Optional<String> open(HouseholdId household, byte[] sealed) {
            return Optional.of(cipher.open(sealed));
        }

        @Override
        public void destroy(HouseholdId household) {
            throw new UnsupportedOperationException();
        }
    }
}
