package cn.bangfu.notice;

import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Posters of other rooms that hang now, for the public pages to list by place, and to take objections to. */
public interface PublicPosters {

    /** @param path of its page */
    record Poster(String path, String title, Instant until) {}

    /** Those that concern somebody in the division. */
    List<Poster> shownIn(DivisionCode division);

    /**
     * What can be objected to.
     *
     * @param rows what each row says, by a code that means nothing elsewhere; in the poster's order
     */
    record Objectable(Poster poster, Map<String, String> rows) {}

    /** The poster under this code, as long as it may be shown. */
    Optional<Objectable> objectable(PublicCode code);

    /** @param code of the receipt; none if refused */
    record Objected(@Nullable PublicCode code, List<FieldError> errors) {
        public Objected {
            errors = List.copyOf(errors);
        }
    }

    /**
     * Takes what somebody wrote on the poster's public page.
     *
     * @param id chosen with the form: who sends it twice gets the same receipt
     * @param row one of {@link Objectable#rows()}; none for the poster as a whole
     * @param address where it was sent from; not kept
     */
    Objected objectOnPage(PublicCode poster, ObjectionId id, @Nullable String row, NewObjection said, String address);

    /**
     * What whoever objected reads with the code of the receipt.
     *
     * @param about what was objected to; nothing of what was said
     * @param contact whom to ask
     */
    record Receipt(
            PublicCode code,
            String about,
            String place,
            boolean named,
            Instant receivedAt,
            String state,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            String contact) {}

    Optional<Receipt> receipt(PublicCode code);
}
