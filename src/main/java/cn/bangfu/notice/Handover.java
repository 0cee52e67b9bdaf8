package cn.bangfu.notice;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How something was handed over.
 *
 * @param evidence the signed paper, the photograph, the record of the call; ids of evidence
 * @param receivedBy who took it or answered the telephone, and how related to the head
 */
public record Handover(
        LocalDate deliveredOn,
        DeliveryProof proof,
        List<UUID> evidence,
        @Nullable String receivedBy) {

    public Handover {
        evidence = List.copyOf(evidence);
    }

    @Override
    public String toString() {
        return "Handover[" + deliveredOn + ", " + proof + "]";
    }
}
