package cn.bangfu.process.release;

import cn.bangfu.process.guard.ModelFile;
import cn.bangfu.shared.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Files that somebody wants to put into force.
 *
 * @param source how they came
 */
public record ModelDraft(
        UUID id,
        String name,
        String source,
        Instant madeAt,
        PersonId person,
        String personName,
        State state,
        List<ModelFile> files,
        List<Trial> trials) {

    /** What became of it. */
    public enum State {
        DRAFT("待试办", "warn"),
        TRIED("试办通过，待发布", "good"),
        FAILED("试办有问题", "bad"),
        RELEASED("已发布", "good"),
        WITHDRAWN("已撤下", "");

        private final String label;
        private final String tag;

        State(String label, String tag) {
            this.label = label;
            this.tag = tag;
        }

        public String label() {
            return label;
        }

        public String tag() {
            return tag;
        }
    }

    /** Somebody walked through it in the second process. */
    public record Trial(Instant at, String personName, boolean works, String note) {}

    public ModelDraft {
        files = List.copyOf(files);
        trials = List.copyOf(trials);
    }

    public boolean isOpen() {
        return state == State.DRAFT || state == State.TRIED || state == State.FAILED;
    }
}
