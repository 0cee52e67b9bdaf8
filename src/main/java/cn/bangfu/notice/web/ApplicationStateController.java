package cn.bangfu.notice.web;

import cn.bangfu.notice.ApplicationCodes;
import cn.bangfu.notice.ApplicationStates;
import cn.bangfu.notice.PublicCode;
import cn.bangfu.policy.TrainingTime;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A household asks how far its application is: with the code on its receipt and with a number that it gave itself. A wrong code and a
 * wrong number get the same answer after the same time, and a code is closed for an hour after five wrong numbers.
 */
@Controller
class ApplicationStateController {

    private static final int TRIES = 5;
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final Duration ANSWER_TIME = Duration.ofMillis(300);
    private static final int CODES_KEPT = 10_000;

    private final ApplicationCodes codes;
    private final ApplicationStates states;
    private final TrainingTime training;
    private final InstantSource clock = InstantSource.system();
    private final Map<PublicCode, Deque<Long>> wrong = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PublicCode, Deque<Long>> eldest) {
            return size() > CODES_KEPT;
        }
    };

    ApplicationStateController(ApplicationCodes codes, ApplicationStates states, TrainingTime training) {
        this.codes = codes;
        this.states = states;
        this.training = training;
    }

    @ModelAttribute("training")
    boolean training() {
        return training.active();
    }

    @GetMapping("/public/application")
    String ask(@RequestParam(defaultValue = "") String code, Model model, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        model.addAttribute(
                "code", PublicCode.read(code).map(PublicCode::grouped).orElse(""));
        model.addAttribute("wrong", false);
        return "public/application";
    }

    @PostMapping("/public/application")
    String state(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String secret,
            Model model,
            HttpServletResponse response)
            throws InterruptedException {
        var begin = System.nanoTime();
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var read = PublicCode.read(code);
        var state = read.filter(this::mayBeTried).flatMap(codes::find).flatMap(caseId -> states.find(caseId, secret));
        if (state.isEmpty()) {
            read.ifPresent(this::count);
        }
        var rest = ANSWER_TIME.toNanos() - (System.nanoTime() - begin);
        if (rest > 0) {
            Thread.sleep(Duration.ofNanos(rest).toMillis());
        }
        if (state.isPresent()) {
            model.addAttribute("state", state.get());
            return "public/application-state";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        model.addAttribute("code", read.map(PublicCode::grouped).orElse(""));
        model.addAttribute("wrong", true);
        return "public/application";
    }

    private boolean mayBeTried(PublicCode code) {
        synchronized (wrong) {
            return recent(code).size() < TRIES;
        }
    }

    private void count(PublicCode code) {
        synchronized (wrong) {
            var times = recent(code);
            times.addLast(clock.millis());
            wrong.put(code, times);
        }
    }

    private Deque<Long> recent(PublicCode code) {
        var times = wrong.getOrDefault(code, new ArrayDeque<>());
        while (!times.isEmpty() && times.getFirst() <= clock.millis() - MEMORY.toMillis()) {
            times.removeFirst();
        }
        return times;
    }
}
