package cn.bangfu.notice;

import cn.bangfu.shared.CaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A decision made known in the village (公告), not open to objection. */
public record Announcement(
        UUID id,
        CaseId caseId,
        String text,
        String documentNumber,
        LocalDate postedOn,
        List<UUID> photographs,
        Instant recordedAt,
        String recordedBy) {

    public Announcement {
        photographs = List.copyOf(photographs);
    }

    @Override
    public String toString() {
        return "Announcement[" + id + "]";
    }
}
