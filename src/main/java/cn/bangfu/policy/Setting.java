package cn.bangfu.policy;

import java.util.Optional;

/** The value of something a county lays down, or the plain statement that it has not. Unset is never a number, nor zero. */
public sealed interface Setting<T> {

    /**
     * @param source clause or paper it stands in
     * @param confirmed whether it stands in the county's own papers; otherwise it is practice elsewhere or a choice of ours
     */
    record Value<T>(T set, String source, boolean confirmed) implements Setting<T> {}

    /**
     * @param name of the parameter
     * @param label the same in Chinese
     * @param missingPaper which paper of the county would say
     */
    record Unset<T>(String name, String label, String missingPaper) implements Setting<T> {

        /** For people: what is missing and what to do. */
        public String message() {
            return label + "未设定：缺" + missingPaper + "，请县级补充录入。";
        }
    }

    default Optional<T> value() {
        return this instanceof Value<T> value ? Optional.of(value.set()) : Optional.empty();
    }
}
