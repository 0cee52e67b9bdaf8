package cn.bangfu.process.engine;

import cn.bangfu.policy.TrainingTime;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/** In training the engine looks for timers that are due several times a training day; otherwise it may rest for a minute. */
@Component
class TrainingJobs extends AbstractProcessEnginePlugin {

    private static final int LEAST = 500;

    private final TrainingTime training;

    TrainingJobs(TrainingTime training) {
        this.training = training;
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl configuration) {
        var executor = configuration.getJobExecutor();
        if (executor == null) {
            return;
        }
        training.length().ifPresent(day -> {
            var rest = (int) Math.max(LEAST, Math.min(executor.getMaxWait(), day.toMillis() / 4));
            executor.setWaitTimeInMillis(Math.min(executor.getWaitTimeInMillis(), rest));
            executor.setMaxWait(rest);
        });
    }
}
