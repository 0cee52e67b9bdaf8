package cn.bangfu.reading;

import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.PersonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who read what. Written before it is shown; never changed. */
public interface ReadingLog {

    enum Act {
        SEARCH("查找"),
        CASE("阅卷"),
        DOSSIER("带走一户一档"),
        LIST("带走清单"),
        UNMASK("查看完整号码"),
        TRUST("核对留痕");

        private final String label;

        Act(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * @param said in Chinese; no names or numbers of people
     * @param subject what was typed where it names a person; kept as a keyed hash
     */
    record Note(
            Act act,
            @Nullable CaseId caseId,
            String said,
            @Nullable String subject,
            @Nullable Integer rows,
            byte @Nullable [] sha256) {

        public static Note of(Act act, @Nullable CaseId caseId, String said) {
            return new Note(act, caseId, said, null, null, null);
        }
    }

    void record(SignedInOfficer reader, Note note);

    record Line(
            Instant at,
            String who,
            Act act,
            @Nullable CaseId caseId,
            String said,
            @Nullable Integer rows) {}

    /** The latest first. */
    List<Line> latest(int limit);

    /** Who has looked at more than so many full numbers today. */
    record Unmasker(PersonId person, String name, String office, int times) {}

    List<Unmasker> unmaskers(int above);
}
