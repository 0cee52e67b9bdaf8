package cn.bangfu.policy.jdbc;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to remove instead of showing a stack trace. */
class TrainingInProductionAnalyzer extends AbstractFailureAnalyzer<TrainingInProduction> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TrainingInProduction cause) {
        return new FailureAnalysis("系统没有启动。" + cause.getMessage(), "请删除该设置后再启动；演练请另装一套系统，不用 production 配置。", cause);
    }
}
