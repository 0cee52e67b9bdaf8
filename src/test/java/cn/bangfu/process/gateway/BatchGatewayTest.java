package cn.bangfu.process.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.audit.StepRecords;
import cn.bangfu.audit.Trail;
import cn.bangfu.evidence.EvidenceItem;
import cn.bangfu.evidence.EvidenceService;
import cn.bangfu.process.gateway.BatchOutcome.Stuck;
import cn.bangfu.process.gateway.BatchOutcome.Why;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import cn.bangfu.testing.ApplicationTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many households answered in one act: all of them, or none. */
@ApplicationTest
class BatchGatewayTest {

    @Autowired
    GatewayTrial trial;

    @Autowired
    BatchGateway gateway;

    @Autowired
    StepGateway single;

    @Autowired
    StepRecords records;

    @Autowired
    Trail trail;

    @Autowired
    EvidenceService evidence;

    @Autowired
    JdbcClient jdbc;

    SignedInOfficer clerk;
    UUID meeting;
    List<CaseId> cases;
    List<String> tasks;

    @BeforeEach
    void fiveHouseholdsWait() {
        clerk = trial.officer(trial.village(2), Role.VILLAGE_CLERK);
        meeting = UUID.randomUUID();
        cases = IntStream.range(0, 5)
                .mapToObj(i -> trial.open(trial.village(2)))
                .toList();
        tasks = cases.stream().map(trial::task).toList();
    }

    private static Map<String, Object> visit(String words) {
        return new HashMap<>(Map.of(
                "head",
                GatewayTrial.HEAD,
                "visitedOn",
                "2026-11-21",
                "words",
                words,
                "tryRoute",
                "GO",
                "members",
                List.of(Map.of("memberId", "m1", "counted", "YES"), Map.of("memberId", "m2", "counted", "NO"))));
    }

    private Batch batch(List<String> tasks, String... words) {
        return new Batch(
                BatchKind.VISITS,
                meeting,
                "评议2026-1",
                IntStream.range(0, tasks.size())
                        .mapToObj(i -> new Batch.Item(tasks.get(i), visit(i < words.length ? words[i] : "家里都好")))
                        .toList());
    }

    private BatchOutcome submit(Batch batch) {
        return trial.as(clerk, () -> gateway.submit(batch, List::of, null));
    }

    private List<Stuck> stuck(Batch batch) {
        var outcome = submit(batch);
        assertThat(outcome).isInstanceOf(BatchOutcome.Refused.class);
        nothingHappened();
        return ((BatchOutcome.Refused) outcome).stuck();
    }

    private void nothingHappened() {
        assertThat(cases).allSatisfy(caseId -> {
            assertThat(records.of(caseId)).isEmpty();
            assertThat(trail.of(caseId)).isEmpty();
            assertThat(tasks).contains(trial.task(caseId));
        });
        assertThat(acts()).isZero();
    }

    private int acts() {
        return jdbc.sql("select count(*) from app.step_batch where subject = ?")
                .param(meeting)
                .query(Integer.class)
                .single();
    }

    @Test
    void allHouseholdsGoOnAndEachRecordNamesTheAct() {
        var outcome = submit(batch(tasks));

        assertThat(outcome).isInstanceOfSatisfying(BatchOutcome.Submitted.class, done -> {
            assertThat(done.households()).extracting(Outcome.Submitted::caseId).isEqualTo(cases);
            assertThat(done.households())
                    .allSatisfy(one -> assertThat(one.next()).contains("试验审核"));
            assertThat(cases).allSatisfy(caseId -> {
                assertThat(records.of(caseId)).singleElement().satisfies(record -> assertThat(record.batch())
                        .isEqualTo(done.batch()));
                assertThat(trail.of(caseId).get(1).details())
                        .containsEntry("batch", done.batch().toString())
                        .containsEntry("batchKind", "VISITS")
                        .containsEntry("batchNumber", "评议2026-1");
            });
        });
        assertThat(acts()).isOne();
        assertThat(trail.verify())
                .filteredOn(broken -> cases.toString().contains(broken.chain()))
                .isEmpty();
    }

    @Test
    void whoCannotGoOnIsNamedWithTheReasonAndNothingIsWritten() {
        var wrong = batch(tasks, "家里都好", "这样不行", "家里都好", "坏了");
        wrong.items().get(4).answer().remove("visitedOn");

        assertThat(stuck(wrong))
                .satisfiesExactly(
                        second -> {
                            assertThat(second.caseId()).isEqualTo(cases.get(1));
                            assertThat(second.caseNumber()).startsWith("试");
                            assertThat(second.why()).isEqualTo(Why.REFUSED);
                            assertThat(second.errors()).containsExactly(new FieldError("words", "这句话记得不对，请再核实"));
                        },
                        fourth -> {
                            assertThat(fourth.caseId()).isEqualTo(cases.get(3));
                            assertThat(fourth.why()).isEqualTo(Why.BROKEN);
                        },
                        fifth -> assertThat(fifth.errors())
                                .extracting(FieldError::field)
                                .containsExactly("visitedOn"));

        var rest = List.of(wrong.items().get(0), wrong.items().get(2));
        assertThat(submit(new Batch(BatchKind.VISITS, meeting, null, rest))).isInstanceOf(BatchOutcome.Submitted.class);
        assertThat(records.of(cases.get(1))).isEmpty();
        assertThat(records.of(cases.get(2))).hasSize(1);
    }

    @Test
    void separationOfDutiesHoldsForEachHousehold() {
        var both = trial.officer(trial.village(2), Role.VILLAGE_CLERK, Role.TOWN_CLERK);
        trial.as(both, () -> single.submit(tasks.get(0), visit("家里都好"), null));
        trial.as(clerk, () -> single.submit(tasks.get(1), visit("家里都好"), null));
        var reviews = List.of(trial.task(cases.get(0)), trial.task(cases.get(1)));
        var batch = new Batch(
                BatchKind.COUNTY_LIST,
                meeting,
                null,
                reviews.stream()
                        .map(task -> new Batch.Item(task, Map.of("agree", "YES")))
                        .toList());
        assertThat(trial.as(both, () -> gateway.submit(batch, List::of, null)))
                .isInstanceOfSatisfying(
                        BatchOutcome.Refused.class,
                        refused -> assertThat(refused.stuck()).singleElement().satisfies(one -> {
                            assertThat(one.caseId()).isEqualTo(cases.get(0));
                            assertThat(one.why()).isEqualTo(Why.DUTY);
                        }));
        assertThat(records.of(cases.get(1))).hasSize(1);
    }

    @Test
    void anotherVillagesHouseholdInTheBatchIsNotThere() {
        var foreign = trial.open(trial.village(3));
        var all = new ArrayList<>(tasks);
        all.add(trial.task(foreign));
        assertThat(stuck(batch(all))).singleElement().satisfies(one -> {
            assertThat(one.why()).isEqualTo(Why.NOT_HERE);
            assertThat(one.caseId()).isNull();
            assertThat(one.caseNumber()).isNull();
        });
        assertThat(records.of(foreign)).isEmpty();
    }

    @Test
    void aBatchKilledInTheMiddleLeavesNothing() {
        assertThatThrownBy(() -> submit(batch(tasks, "家里都好", "家里都好", "断线"))).isInstanceOf(RuntimeException.class);
        nothingHappened();
        assertThat(submit(batch(tasks))).isInstanceOf(BatchOutcome.Submitted.class);
    }

    @Test
    void whatTheMeetingItselfWritesGoesWithItsHouseholds() {
        var refused = trial.as(
                clerk,
                () -> gateway.submit(batch(tasks), () -> List.of(new FieldError("present", "实到人数不能多于应到人数")), null));
        assertThat(refused)
                .isEqualTo(new BatchOutcome.Refused(List.of(new FieldError("present", "实到人数不能多于应到人数")), List.of()));
        nothingHappened();
        var other = UUID.randomUUID();
        trial.as(
                clerk,
                () -> gateway.submit(
                        batch(tasks, "这样不行"),
                        () -> {
                            gateway.saveDraft(BatchKind.VISITS, other, Map.of("place", "嘎查活动室"));
                            return List.of();
                        },
                        null));
        assertThat(trial.as(clerk, () -> gateway.draft(BatchKind.VISITS, other)))
                .isEmpty();
    }

    @Test
    void theSameBatchSentAgainGetsTheSameReply() throws Exception {
        var key = "batch-" + meeting;
        var batch = batch(tasks);
        var outcomes = atOnce(List.<Callable<BatchOutcome>>of(
                () -> trial.as(clerk, () -> gateway.submit(batch, List::of, key)),
                () -> trial.as(clerk, () -> gateway.submit(batch, List::of, key)),
                () -> trial.as(clerk, () -> gateway.submit(batch, List::of, key))));
        assertThat(outcomes).hasSize(3).containsOnly(outcomes.get(0));
        assertThat(outcomes.get(0)).isInstanceOf(BatchOutcome.Submitted.class);
        assertThat(acts()).isOne();
        assertThat(trial.as(clerk, () -> gateway.submit(batch(tasks, "别的话"), List::of, key)))
                .isInstanceOf(BatchOutcome.Refused.class);
    }

    @Test
    void ofTwoOfficialsOneWinsAndTheOtherIsToldAndKeepsWhatWasTyped() throws Exception {
        var colleague = trial.officer(trial.village(2), Role.VILLAGE_CLERK);
        for (var officer : List.of(clerk, colleague)) {
            trial.as(officer, () -> gateway.saveDraft(BatchKind.VISITS, meeting, Map.of("place", officer.name())));
        }
        var outcomes = atOnce(List.<Callable<BatchOutcome>>of(
                () -> trial.as(clerk, () -> gateway.submit(batch(tasks), List::of, null)),
                () -> trial.as(colleague, () -> gateway.submit(batch(tasks), List::of, null))));
        assertThat(outcomes)
                .filteredOn(BatchOutcome.Submitted.class::isInstance)
                .hasSize(1);
        var clerkWon = outcomes.get(0) instanceof BatchOutcome.Submitted;
        var winner = clerkWon ? clerk : colleague;
        var loser = clerkWon ? colleague : clerk;
        assertThat(outcomes.get(clerkWon ? 1 : 0)).isInstanceOfSatisfying(BatchOutcome.Refused.class, refused -> {
            assertThat(refused.conflict()).isTrue();
            assertThat(refused.stuck()).hasSize(5).allSatisfy(one -> assertThat(
                            one.errors().get(0).message())
                    .startsWith(winner.name())
                    .contains("办完这件事"));
        });
        assertThat(cases).allSatisfy(caseId -> assertThat(records.of(caseId)).hasSize(1));
        assertThat(trial.as(loser, () -> gateway.draft(BatchKind.VISITS, meeting))
                        .orElseThrow()
                        .values())
                .containsEntry("place", loser.name());
        assertThat(trial.as(winner, () -> gateway.draft(BatchKind.VISITS, meeting)))
                .isEmpty();
    }

    @Test
    void batchesThatOverlapNeitherMixNorWaitForEachOtherForever() throws Exception {
        var colleague = trial.officer(trial.village(2), Role.VILLAGE_CLERK);
        var reversed = new ArrayList<>(tasks);
        java.util.Collections.reverse(reversed);
        var outcomes = atOnce(List.<Callable<BatchOutcome>>of(
                () -> trial.as(clerk, () -> gateway.submit(batch(tasks.subList(0, 4)), List::of, null)),
                () -> trial.as(
                        colleague,
                        () -> gateway.submit(
                                new Batch(
                                        BatchKind.VISITS,
                                        UUID.randomUUID(),
                                        null,
                                        batch(reversed.subList(0, 4)).items()),
                                List::of,
                                null))));
        assertThat(outcomes)
                .filteredOn(BatchOutcome.Submitted.class::isInstance)
                .hasSize(1);
        assertThat(cases.stream().mapToInt(caseId -> records.of(caseId).size()).sum())
                .isEqualTo(4);
    }

    @Test
    void onePhotographBelongsToEveryHouseholdOfTheBatch() throws IOException {
        var photo = photo();
        var batch = batch(tasks);
        batch.items()
                .forEach(item -> item.answer().put("photos", List.of(photo.id().toString())));
        assertThat(submit(batch)).isInstanceOf(BatchOutcome.Submitted.class);
        assertThat(cases).allSatisfy(caseId -> assertThat(evidence.of(caseId))
                .extracting(EvidenceItem::id)
                .containsExactly(photo.id()));
        // Outside the batch that brought it in the photograph of one case is none of another.
        var other = trial.open(trial.village(2));
        var again = visit("家里都好");
        again.put("photos", List.of(photo.id().toString()));
        assertThat(trial.as(clerk, () -> single.submit(trial.task(other), again, null)))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(submit(
                        new Batch(BatchKind.VISITS, meeting, null, List.of(new Batch.Item(trial.task(other), again)))))
                .isInstanceOf(BatchOutcome.Refused.class);
    }

    private EvidenceItem photo() throws IOException {
        var out = new ByteArrayOutputStream();
        var image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 1, (int) System.nanoTime());
        ImageIO.write(image, "png", out);
        var receipt = evidence.receive(clerk, "签到.png", () -> new ByteArrayInputStream(out.toByteArray()));
        return ((EvidenceService.Receipt.Kept) receipt).item();
    }

    private static <T> List<T> atOnce(List<? extends Callable<T>> calls) throws Exception {
        var pool = Executors.newFixedThreadPool(calls.size());
        try {
            var results = new ArrayList<T>();
            for (var future : pool.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdown();
        }
    }
}
