package cn.bangfu.identification;

import java.math.BigDecimal;

/**
 * What the household could not avoid paying in the income window, in yuan.
 *
 * @param compliantSelfPay medical, within the insurance catalogue, after basic, serious-illness, assistance and commercial pay-outs
 * @param schooling in non-compulsory education
 * @param disaster loss
 * @param accident cost
 * @param other cost of the same kind
 * @param lessRelief pay-outs and relief received for these, not yet taken off above
 */
public record RigidExpenditure(
        BigDecimal compliantSelfPay,
        BigDecimal schooling,
        BigDecimal disaster,
        BigDecimal accident,
        BigDecimal other,
        BigDecimal lessRelief) {

    /** Sum less relief, never below zero (rules.md 1.2). */
    public BigDecimal total() {
        return compliantSelfPay
                .add(schooling)
                .add(disaster)
                .add(accident)
                .add(other)
                .subtract(lessRelief)
                .max(BigDecimal.ZERO.setScale(2));
    }
}
