package cn.bangfu.process.engine;

import java.time.Instant;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

@Component
@ConditionalOnProperty("bangfu.trial")
class TrialDemo implements ApplicationRunner {
    private final Trial trial;
    TrialDemo(Trial trial) { this.trial = trial; }
    public void run(ApplicationArguments a) {
        for (int i = 0; i < 3; i++) for (var n : new String[] {"150625103211", "150625101200"}) {
            var v = new cn.bangfu.shared.DivisionCode(n);
            trial.deploy();
            var id = trial.cases.in(v, Instant.now().plusSeconds((i - 1) * 86400L * 2));
            trial.engine.start("trial-visit", id, java.util.Map.of());
        }
        System.out.println("TRIAL villages " + trial.village(0) + " " + trial.village(1));
    }
}
