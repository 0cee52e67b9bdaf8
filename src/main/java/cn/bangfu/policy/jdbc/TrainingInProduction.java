package cn.bangfu.policy.jdbc;

/** Nobody practises on real households: production does not start with a training day. */
class TrainingInProduction extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrainingInProduction() {
        super("正式环境不能设置演练时间（bangfu.training.day-length）。");
    }
}
