package cn.bangfu.access.demo;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class DemoOfficialsInProductionAnalyzer extends AbstractFailureAnalyzer<DemoOfficialsInProduction> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DemoOfficialsInProduction cause) {
        return new FailureAnalysis("系统没有启动。数据库里有演示账号，其密码是公开的，不能用于正式环境。", "正式环境请使用新建的空数据库，不要用演示环境的数据库。", cause);
    }
}
