package cn.bangfu.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.shared.CaseId;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes single households out of a list and puts them back; each says why. */
@Service
@Transactional
public class CountyListService {

    private static final int REASON_LIMIT = 500;

    private final CountyLists lists;
    private final IdentificationCases cases;
    private final Trail trail;

    public CountyListService(CountyLists lists, IdentificationCases cases, Trail trail) {
        this.lists = lists;
        this.cases = cases;
        this.trail = trail;
    }

    public Recording takeOut(UUID list, CaseId caseId, String reason, Actor actor) {
        if (reason.isBlank() || reason.length() > REASON_LIMIT) {
            return Recording.objected("reason", "请写明为什么把这一户移出名单，不超过500字。");
        }
        var entry = lists.find(list).stream()
                .flatMap(found -> found.entries().stream())
                .filter(one -> one.caseId().equals(caseId))
                .findFirst();
        if (entry.isEmpty() || !isWaiting(entry.get().standing())) {
            return Recording.objected("", "这一户已不在这份名单的待办中，不能移出。");
        }
        lists.takeOut(list, caseId, reason.strip(), actor.officer());
        trail.append(
                TrailEvent.of("county.takenOut", caseId, cases.require(caseId).household(), actor)
                        .with("list", list.toString())
                        .with("reason", reason.strip()));
        return new Recording.Done();
    }

    public void putBack(UUID list, CaseId caseId, Actor actor) {
        lists.putBack(list, caseId);
        trail.append(
                TrailEvent.of("county.putBack", caseId, cases.require(caseId).household(), actor)
                        .with("list", list.toString()));
    }

    private static boolean isWaiting(CountyList.Standing standing) {
        return standing == CountyList.Standing.HANDLER
                || standing == CountyList.Standing.REVIEWER
                || standing == CountyList.Standing.HEAD;
    }
}
