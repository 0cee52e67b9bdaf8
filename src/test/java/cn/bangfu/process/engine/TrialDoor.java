package cn.bangfu.process.engine;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import org.springframework.stereotype.Component;

/** Lets tests of other packages deploy trial models and open trial cases. */
@Component
public class TrialDoor {

    private final CaseEngine engine;
    private final TrialCases cases;

    TrialDoor(CaseEngine engine, TrialCases cases) {
        this.engine = engine;
        this.cases = cases;
    }

    /** @param root folder of the class path, with a slash at its end */
    public void deploy(String root) {
        engine.asApplication(e -> {
            new ModelDeployer(e, true).deployAll("classpath*:" + root);
            return e;
        });
    }

    public CaseId newCase(DivisionCode village) {
        return cases.in(village);
    }
}
