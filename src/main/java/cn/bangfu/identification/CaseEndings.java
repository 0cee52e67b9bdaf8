package cn.bangfu.identification;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.OfficerId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Papers with which a case ends from anywhere. */
public interface CaseEndings {

    /**
     * @param signedOn by the applicant
     * @param evidence photographs of the signed paper
     */
    record Withdrawal(LocalDate signedOn, String reason, List<UUID> evidence) {
        public Withdrawal {
            evidence = List.copyOf(evidence);
        }
    }

    /** @param evidence photographs of the proof */
    record Dissolution(Kind kind, String reason, List<UUID> evidence) {

        /** Why there is no such household here any more. */
        public enum Kind {
            ALL_DEAD("全户死亡"),
            MERGED("并入他户"),
            MOVED_OUT("整户迁出本县");

            private final String label;

            Kind(String label) {
                this.label = label;
            }

            public String label() {
                return label;
            }
        }

        public Dissolution {
            evidence = List.copyOf(evidence);
        }
    }

    void add(CaseId id, Withdrawal withdrawal, OfficerId by);

    void add(CaseId id, Dissolution dissolution, OfficerId by);

    /** The reason given, of either kind. */
    Optional<String> reason(CaseId id);

    /** When the paper was recorded, of either kind. */
    Optional<Instant> recordedAt(CaseId id);
}
