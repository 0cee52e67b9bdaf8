package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ProcessEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The officials of one village, its town and its county, and the case that they work on. */
public final class County {

    public static final String VILLAGE = "150625101205";
    static final String OTHER_VILLAGE = "150625101200";

    private static final AtomicInteger PEOPLE = new AtomicInteger(100);

    private final int port;
    private final TestOfficers officers;
    private final ProcessEngine engine;
    private final TestPostgres.Database database;
    private final Map<String, Official> hired = new HashMap<>();
    private LocalDate today = LocalDate.now();

    public County(int port, TestOfficers officers, ProcessEngine engine, TestPostgres.Database database) {
        this.port = port;
        this.officers = officers;
        this.engine = engine;
        this.database = database;
    }

    public Official official(Role role) {
        return hired.computeIfAbsent(role.name(), r -> hire(role));
    }

    /** Somebody else in the same office. */
    public Official hire(Role role) {
        var code =
                switch (role.level()) {
                    case VILLAGE -> VILLAGE;
                    case TOWN -> VILLAGE.substring(0, 9);
                    case COUNTY -> VILLAGE.substring(0, 6);
                };
        return signedIn(officers.hire(role, code));
    }

    public Official inOtherVillage(Role role) {
        return signedIn(officers.hire(role, OTHER_VILLAGE));
    }

    public Official department(Department department) {
        return hired.computeIfAbsent(
                department.name(), d -> signedIn(officers.hire(department, VILLAGE.substring(0, 6))));
    }

    private Official signedIn(TestOfficers.TestOfficer officer) {
        var official = new Official(port, officer.username(), TestOfficers.PASSWORD);
        official.liveOn(today);
        return official;
    }

    /** An identity number that belongs to nobody: its first six digits are assigned to no place. */
    public static String identityNumber(int birthYear) {
        var digits = "150699" + birthYear + "0315" + "%03d".formatted(PEOPLE.incrementAndGet());
        var weights = new int[] {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        var sum = 0;
        for (var i = 0; i < 17; i++) {
            sum += (digits.charAt(i) - '0') * weights[i];
        }
        return digits + "10X98765432".charAt(sum % 11);
    }

    /** A household that stands in no ledger applies: head and spouse sign. */
    public Map<String, Object> application(String head, String identityNumber, String... risks) {
        var answers = new HashMap<String, Object>();
        answers.put("applicantName", head);
        answers.put("permanentResident", "YES");
        answers.put("risks", List.of(risks));
        answers.put("registers", List.of("VEHICLES", "PROPERTY", "ENTERPRISES", "PAYROLL", "MEDICAL"));
        answers.put("relativesInOffice", "NO");
        answers.put("writtenBy", "APPLICANT");
        answers.put("declaredTrue", true);
        answers.put(
                "members",
                List.of(Map.of(
                        "name",
                        head,
                        "relation",
                        "HEAD",
                        "identityNumber",
                        identityNumber,
                        "change",
                        "ADDED",
                        "consent",
                        "SIGNED",
                        "consentSignedOn",
                        today.toString())));
        return answers;
    }

    /** Opens a case and runs what the engine has to do by itself. */
    public String opensCase(Map<String, Object> application) {
        return opensCase(Role.VILLAGE_CLERK, "StartEvent_HouseholdApplication", null, application);
    }

    /** Opens a case in this way. */
    public String opensCase(Role role, String element, @Nullable String household, Map<String, Object> said) {
        var reply = official(role).start(element, household, said);
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
        var caseId = reply.body().findValue("caseId").asText();
        runJobs(caseId);
        return caseId;
    }

    public void does(String caseId, Role role, String element, Map<String, ?> said) {
        official(role).does(caseId, element, said);
        runJobs(caseId);
    }

    /** Executes what is due, as the job executor does; timers that lie ahead stay. */
    public void runJobs(String caseId) {
        for (var round = 0; round < 20; round++) {
            var instances = engine.getRuntimeService()
                    .createProcessInstanceQuery()
                    .processInstanceBusinessKey(caseId)
                    .list();
            var jobs = instances.stream()
                    .flatMap(instance -> engine
                            .getManagementService()
                            .createJobQuery()
                            .processInstanceId(instance.getId())
                            .messages()
                            .withRetriesLeft()
                            .list()
                            .stream())
                    .toList();
            if (jobs.isEmpty()) {
                return;
            }
            jobs.forEach(job -> engine.getManagementService().executeJob(job.getId()));
        }
    }

    /** Fires the case's timers, whatever their date: the engine only wakes, the domain decides. */
    public void fireTimers(String caseId) {
        engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(caseId).list().stream()
                .flatMap(
                        instance -> engine
                                .getManagementService()
                                .createJobQuery()
                                .processInstanceId(instance.getId())
                                .timers()
                                .list()
                                .stream())
                .forEach(job -> engine.getManagementService().executeJob(job.getId()));
        runJobs(caseId);
    }

    /** Lets legal time pass; only the owner of the database can. */
    public void daysPass(int days) {
        JdbcClient.create(database.owner())
                .sql("update app.legal_clock set offset_by = offset_by + make_interval(days => ?)")
                .param(days)
                .update();
        today = today.plusDays(days);
        hired.values().forEach(official -> official.liveOn(today));
    }

    /** The day on which its officials live. */
    public LocalDate today() {
        return today;
    }

    public void timeIsNow() {
        JdbcClient.create(database.owner())
                .sql("update app.legal_clock set offset_by = interval '0'")
                .update();
    }

    /** Where the case's open tasks are. */
    public List<String> waitsAt(String caseId) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(caseId).list().stream()
                .map(task -> task.getTaskDefinitionKey())
                .sorted()
                .toList();
    }

    /** Departments that have been asked to take a measure of the case. */
    public List<String> leadDepartments(String caseId) {
        return engine
                .getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(caseId)
                .taskDefinitionKey("UserTask_AcceptMeasure")
                .list()
                .stream()
                .map(task -> String.valueOf(engine.getTaskService().getVariable(task.getId(), "department")))
                .toList();
    }

    public String one(String sql, String caseId) {
        return JdbcClient.create(database.owner())
                .sql(sql)
                .param(UUID.fromString(caseId))
                .query(String.class)
                .single();
    }

    /** Columns of the engine's tables in which one of these texts stands; binary ones are looked through as well. */
    public List<String> engineKnows(List<String> texts) {
        var owner = JdbcClient.create(database.owner());
        record Column(String table, String name, boolean binary) {}
        return owner
                .sql("""
                        select table_name, column_name, data_type = 'bytea' from information_schema.columns
                        where table_schema = 'camunda' and data_type in ('character varying', 'text', 'bytea')
                        """)
                .query((row, n) -> new Column(row.getString(1), row.getString(2), row.getBoolean(3)))
                .list()
                .stream()
                .filter(column -> {
                    var bytes = column.binary() ? column.name() : "convert_to(" + column.name() + ", 'UTF8')";
                    return texts.stream().anyMatch(text -> owner.sql("select exists (select 1 from camunda."
                                    + column.table() + " where position(convert_to(?, 'UTF8') in " + bytes + ") > 0)")
                            .param(text)
                            .query(Boolean.class)
                            .single());
                })
                .map(column -> column.table() + "." + column.name())
                .toList();
    }
}
