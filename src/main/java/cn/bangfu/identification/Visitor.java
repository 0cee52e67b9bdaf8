package cn.bangfu.identification;

import cn.bangfu.shared.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * Who visited the household.
 *
 * @param office as the visitor gave it
 * @param person known here as an officer, and so bound by the separation of duties; none for a cadre without an account
 */
public record Visitor(String name, String office, @Nullable PersonId person) {}
