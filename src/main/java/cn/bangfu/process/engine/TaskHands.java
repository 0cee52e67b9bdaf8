package cn.bangfu.process.engine;

import cn.bangfu.access.CurrentOfficer;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.springframework.stereotype.Component;

/**
 * Claiming and releasing in Tasklist. The engine takes the name from the request (H7) and lets nobody release a task who may not hand it
 * to others; here one claims in the own name only, and everybody of the office may release, lest a task lies still with its owner away.
 */
@Component
class TaskHands implements EngineApiInterceptor {

    private static final Pattern PATH = Pattern.compile("task/([^/]+)/(claim|unclaim)");

    private final CaseEngine engine;
    private final CurrentOfficer currentOfficer;

    TaskHands(CaseEngine engine, CurrentOfficer currentOfficer) {
        this.engine = engine;
        this.currentOfficer = currentOfficer;
    }

    @Override
    public Optional<Answer> answer(Request request) {
        var path = PATH.matcher(request.path());
        if (!request.method().equals("POST") || !path.matches()) {
            return Optional.empty();
        }
        var task = path.group(1);
        try {
            return Optional.of(path.group(2).equals("claim") ? claim(task, request) : release(task));
        } catch (TaskAlreadyClaimedException e) {
            return Optional.of(new Answer(409, Map.of("message", "该任务已由同事认领，请刷新后再看")));
        } catch (AuthorizationException | NullValueException e) {
            return Optional.of(Answer.notFound());
        }
    }

    private Answer claim(String task, Request request) {
        var own = currentOfficer.require().username();
        var named = request.body() == null ? own : request.body().path("userId").asText(own);
        if (!named.equals(own)) {
            return new Answer(403, Map.of("message", "只能以本人名义认领任务"));
        }
        engine.asOfficer(e -> {
            e.getTaskService().claim(task, own);
            return task;
        });
        return Answer.noContent();
    }

    private Answer release(String task) {
        engine.release(task);
        return Answer.noContent();
    }
}
