package cn.bangfu;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which secret is missing instead of showing a stack trace. */
class MissingSecretAnalyzer extends AbstractFailureAnalyzer<MissingSecret> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MissingSecret cause) {
        return new FailureAnalysis(
                "系统没有启动。" + cause.getMessage(),
                "请在环境变量（或 docker compose 的 .env 文件）中设置后再启动，见 docs/deployment.md。",
                cause);
    }
}
