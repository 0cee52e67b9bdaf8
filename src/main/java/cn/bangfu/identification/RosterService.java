package cn.bangfu.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the rosters from which attendance is ticked. */
@Service
@Transactional
public class RosterService {

    private static final int MOST = 300;

    private final Rosters rosters;
    private final LegalClock clock;

    public RosterService(Rosters rosters, LegalClock clock) {
        this.rosters = rosters;
        this.clock = clock;
    }

    /** What became of a new version. */
    public sealed interface Keeping {
        record Kept(Roster roster) implements Keeping {}

        record Refused(List<FieldError> errors) implements Keeping {}
    }

    public Keeping keep(
            DivisionCode village,
            ReviewMeeting.Kind kind,
            String term,
            LocalDate validFrom,
            List<Roster.Member> members,
            Actor actor) {
        var errors = new ArrayList<FieldError>();
        if (term.isBlank() || term.length() > 50) {
            errors.add(new FieldError("term", "请填写是哪一届，如“第十一届”，不超过50字。"));
        }
        if (validFrom.isAfter(clock.today().plusYears(1))) {
            errors.add(new FieldError("validFrom", "起用日期太晚，请核对。"));
        }
        if (members.size() < kind.fewest()) {
            errors.add(new FieldError(
                    "members", "%s名册至少%d人，现有%d人。".formatted(kind.members(), kind.fewest(), members.size())));
        }
        if (members.size() > MOST) {
            errors.add(new FieldError("members", "名册最多%d人，现有%d人，请核对文件。".formatted(MOST, members.size())));
        }
        var seen = new HashSet<String>();
        for (var member : members) {
            if (!seen.add(member.name() + "/" + member.group())) {
                errors.add(new FieldError("members", "“%s”在名册里出现了两次。同名的两个人，请写明各自的村民小组。".formatted(member.name())));
            }
        }
        return errors.isEmpty()
                ? new Keeping.Kept(rosters.add(village, kind, term.strip(), validFrom, members, actor.officer()))
                : new Keeping.Refused(errors);
    }
}
