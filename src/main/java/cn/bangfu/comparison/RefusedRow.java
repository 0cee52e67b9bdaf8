package cn.bangfu.comparison;

/**
 * A row that could not be taken.
 *
 * @param line as the official sees it
 * @param column heading of the column at fault
 * @param reason in Chinese: what is wrong and what to do
 */
public record RefusedRow(int line, String column, String reason) {}
