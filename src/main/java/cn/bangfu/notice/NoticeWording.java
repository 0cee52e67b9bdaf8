package cn.bangfu.notice;

import org.jspecify.annotations.Nullable;

/**
 * What the official adds to the text of a notice.
 *
 * @param contact whom to turn to: name or office, and a phone of the office
 * @param remark free text
 */
public record NoticeWording(String contact, @Nullable String remark) {}
