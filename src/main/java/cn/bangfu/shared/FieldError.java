package cn.bangfu.shared;

/**
 * What is wrong with one answer, for the person who gave it.
 *
 * @param field path of the field in its form, such as {@code visitors[1].name}; empty if the answer as a whole is concerned
 * @param message in Chinese: what is wrong and what to do
 */
public record FieldError(String field, String message) {}
