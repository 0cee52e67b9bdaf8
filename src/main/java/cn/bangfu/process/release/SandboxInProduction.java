package cn.bangfu.process.release;

/** Trying drafts on real cases is refused at the start. */
public class SandboxInProduction extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SandboxInProduction() {
        super("试办环境（sandbox）不能用在正式环境（production）。请去掉sandbox配置后再启动；试办请另起一个进程。");
    }
}
