package cn.bangfu.notice;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A decision made known.
 *
 * @param decidedBy name of the office that decided
 * @param photographs of the poster; ids of evidence
 */
public record NewAnnouncement(String decidedBy, String documentNumber, LocalDate postedOn, List<UUID> photographs) {}
