package cn.bangfu.identification;

import cn.bangfu.shared.DivisionCode;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 村民代表名册: who may sit in a kind of meeting of a village, as of a day. A roster is never changed; a new version takes its place.
 *
 * @param term 第十一届
 */
public record Roster(
        UUID id,
        DivisionCode village,
        ReviewMeeting.Kind kind,
        int version,
        String term,
        LocalDate validFrom,
        List<Member> members) {

    /**
     * @param seq place in the roster, from 1; tells apart those of the same name
     * @param duty 村民代表、党支部书记
     */
    public record Member(
            int seq,
            String name,
            @Nullable String group,
            @Nullable String duty) {}

    public Roster {
        members = List.copyOf(members);
    }

    /** 村民代表名册第2版（第十一届，2026-01-01起） */
    public String title() {
        return "%s名册第%d版（%s，%s起）".formatted(kind.members(), version, term, validFrom);
    }
}
