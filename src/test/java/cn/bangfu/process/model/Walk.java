package cn.bangfu.process.model;

import cn.bangfu.process.assistance.AssistanceDelivery;
import cn.bangfu.process.assistance.OfficerHandover;
import cn.bangfu.process.identification.HouseholdIdentification;
import cn.bangfu.process.notice.PaperDelivery;
import cn.bangfu.process.notice.ReCheckProcess;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.plugin.impl.SpinProcessEnginePlugin;

/** Leads cases through the models on a real engine, with delegates that only say what they are told to. */
final class Walk implements AutoCloseable {

    private static final Date LATER = Date.from(Instant.now().plus(5, ChronoUnit.DAYS));

    private final HikariDataSource connections = new HikariDataSource();
    private final ProcessEngine engine;
    private final Map<String, Deque<Object>> told = new HashMap<>();
    private final Map<String, List<String>> outcomes = new HashMap<>();
    private final List<String> delegates = new ArrayList<>();
    private String caseId = "";

    Walk(DataSource dataSource) {
        connections.setDataSource(dataSource);
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("models");
        configuration.setDataSource(connections);
        configuration.setDatabaseSchemaUpdate("false");
        configuration.setHistory("full");
        configuration.setJobExecutorActivate(false);
        configuration.setMetricsEnabled(false);
        configuration.setDefaultSerializationFormat("application/json");
        configuration.getProcessEnginePlugins().add(new SpinProcessEnginePlugin());
        configuration.setBeans(beans());
        engine = configuration.buildProcessEngine();
        for (var model : ProcessModel.all()) {
            engine.getRepositoryService()
                    .createDeployment()
                    .addModelInstance(model.fileName() + ".bpmn", model.instance())
                    .deploy();
        }
    }

    private Map<Object, Object> beans() {
        var beans = new HashMap<Object, Object>();
        delegate(beans, "checkAcceptance", Map.of("acceptance", "COMPLETE", "correctionDue", LATER));
        delegate(beans, "routeEntry", Map.of("route", "JUDGE", "reliefWaitEnd", LATER));
        delegate(beans, "endReliefWait", Map.of());
        delegate(beans, "judgePreliminarily", Map.of());
        delegate(beans, "compareDepartmentData", Map.of("findingsOpen", false));
        delegate(beans, "proposeCategory", Map.of("proposalRoute", "CONTINUE"));
        delegate(beans, "recountHousehold", Map.of());
        delegate(beans, "compareLateData", Map.of("lateFindingsOpen", false));
        delegate(beans, "judgeAgain", Map.of());
        delegate(beans, "enterMonitoring", Map.of());
        delegate(beans, "checkNoticeEnd", Map.of("noticeEnded", true));
        delegate(beans, "checkPlan", Map.of("planStands", true));
        delegate(beans, "checkCover", Map.of("risksCovered", true));
        beans.put("assistanceMeasures", new Measures());
        beans.put("owedPapers", new Papers());
        beans.put("closeCaseDelegate", (JavaDelegate)
                execution -> outcomes.computeIfAbsent(execution.getProcessBusinessKey(), key -> new ArrayList<>())
                        .add((String) execution.getVariable("outcome")));
        return beans;
    }

    private void delegate(Map<Object, Object> beans, String stem, Map<String, Object> usual) {
        beans.put(stem + "Delegate", (JavaDelegate) execution -> {
            delegates.add(stem);
            usual.forEach((name, value) -> {
                var next = told.getOrDefault(name, new ArrayDeque<>()).poll();
                execution.setVariable(name, next == null ? value : next);
            });
        });
    }

    /** Whose a measure is; the first letter of its id says so. */
    public static final class Measures {

        public String leadDepartment(String measure) {
            return measure.startsWith("h") ? "HEALTH" : "AGRICULTURE";
        }
    }

    /** What is owed. */
    public static final class Papers {

        public String kind(String delivery) {
            return "RECEIPT";
        }
    }

    /** What delegates answer next; afterwards they answer as usual. */
    Walk given(String variable, Object... values) {
        var queue = told.computeIfAbsent(variable, name -> new ArrayDeque<>());
        queue.clear();
        queue.addAll(List.of(values));
        return this;
    }

    Walk application() {
        caseId = UUID.randomUUID().toString();
        engine.getRuntimeService().startProcessInstanceByKey(HouseholdIdentification.PROCESS_KEY, caseId);
        return jobs();
    }

    Walk reCheck() {
        caseId = UUID.randomUUID().toString();
        engine.getRuntimeService().startProcessInstanceByKey(ReCheckProcess.PROCESS_KEY, caseId);
        return jobs();
    }

    /** A paper that a household is owed. */
    Walk paper(String delivery) {
        caseId = UUID.randomUUID().toString();
        engine.getRuntimeService()
                .startProcessInstanceByKey(PaperDelivery.PROCESS_KEY, caseId, Map.of("delivery", delivery));
        return jobs();
    }

    Walk clue(String message) {
        caseId = UUID.randomUUID().toString();
        engine.getRuntimeService().startProcessInstanceByMessage(message, caseId);
        return jobs();
    }

    /** A promised measure sets out. */
    Walk measure(String measure) {
        caseId = UUID.randomUUID().toString();
        engine.getRuntimeService()
                .startProcessInstanceByKey(AssistanceDelivery.PROCESS_KEY, caseId, Map.of("measure", measure));
        return jobs();
    }

    /** An officer's households change hands. */
    Walk handover() {
        caseId = UUID.randomUUID().toString();
        engine.getRuntimeService().startProcessInstanceByKey(OfficerHandover.PROCESS_KEY, caseId);
        return jobs();
    }

    /** An official answers a step; values alternate between names and what they are. */
    Walk answer(String element, Object... values) {
        return answer(task(element), values);
    }

    Walk answer(Task task, Object... values) {
        var answers = new HashMap<String, Object>();
        for (int i = 0; i < values.length; i += 2) {
            answers.put((String) values[i], values[i + 1]);
        }
        engine.getTaskService().complete(task.getId(), answers);
        return jobs();
    }

    Walk tell(String message) {
        engine.getRuntimeService()
                .createMessageCorrelation(message)
                .processInstanceBusinessKey(caseId)
                .correlate();
        return jobs();
    }

    Walk timer(String element) {
        var job = engine.getManagementService().createJobQuery().timers().activityId(element).list().stream()
                .filter(timer -> caseId.equals(businessKey(timer.getProcessInstanceId())))
                .findFirst()
                .orElseThrow();
        engine.getManagementService().executeJob(job.getId());
        return jobs();
    }

    /** What runs asynchronously, until nothing is left but timers. */
    private Walk jobs() {
        while (true) {
            var jobs = engine.getManagementService().createJobQuery().messages().list();
            if (jobs.isEmpty()) {
                return this;
            }
            jobs.forEach(job -> engine.getManagementService().executeJob(job.getId()));
        }
    }

    Task task(String element) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(caseId)
                .taskDefinitionKey(element)
                .singleResult();
    }

    List<Task> tasks(String element) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(caseId)
                .taskDefinitionKey(element)
                .list();
    }

    Object local(Task task, String variable) {
        return engine.getTaskService().getVariable(task.getId(), variable);
    }

    /** Steps that wait for somebody now. */
    Set<String> open() {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(caseId).list().stream()
                .map(Task::getTaskDefinitionKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How the case ended; empty while it goes on. */
    List<String> outcome() {
        return outcomes.getOrDefault(caseId, List.of());
    }

    boolean isOver() {
        return engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(caseId)
                        .count()
                == 0;
    }

    /** Stems of the delegates in the order in which they ran. */
    List<String> delegates() {
        return List.copyOf(delegates);
    }

    /** All elements that any case of this walk came to. */
    Set<String> visited() {
        return engine.getHistoryService().createHistoricActivityInstanceQuery().list().stream()
                .map(HistoricActivityInstance::getActivityId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    void begin() {
        told.clear();
        delegates.clear();
    }

    private String businessKey(String instance) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(instance)
                .singleResult()
                .getBusinessKey();
    }

    @Override
    public void close() {
        engine.close();
        connections.close();
    }
}
