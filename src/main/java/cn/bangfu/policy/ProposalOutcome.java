package cn.bangfu.policy;

import java.util.Optional;

/** What {@code monitoring-category.dmn} and the rules about relief propose. People decide (rules 1.1, 1.6). */
public enum ProposalOutcome implements Labelled {
    UNSTABLE("建议纳入：脱贫不稳定户"),
    MARGINAL("建议纳入：边缘易致贫户"),
    SUDDEN_HARDSHIP("建议纳入：突发严重困难户"),
    WATCH("建议暂不纳入、持续关注"),
    MANUAL("需综合研判"),
    NOT_QUALIFIED("建议不纳入"),
    INCOMPLETE("信息不全、退回补充核实"),
    RELIEF_SUFFICED("救助后风险已化解");

    private final String label;

    ProposalOutcome(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** The category proposed; empty where entry is not proposed. */
    public Optional<MonitoringCategory> category() {
        return switch (this) {
            case UNSTABLE -> Optional.of(MonitoringCategory.UNSTABLE);
            case MARGINAL -> Optional.of(MonitoringCategory.MARGINAL);
            case SUDDEN_HARDSHIP -> Optional.of(MonitoringCategory.SUDDEN_HARDSHIP);
            default -> Optional.empty();
        };
    }
}
