package cn.bangfu.policy;

import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The county lays something down anew: proposed with its source and reason, published by another person, in force from a later day on.
 * Cases under way keep the set of the day they began.
 */
@Service
@Transactional
public class ParameterChangeService {

    private static final int LONGEST = 300;

    private final CountyParameters parameters;
    private final ParameterChanges changes;
    private final LegalClock clock;
    private final List<ParameterGuard> guards;

    ParameterChangeService(
            CountyParameters parameters, ParameterChanges changes, LegalClock clock, List<ParameterGuard> guards) {
        this.parameters = parameters;
        this.changes = changes;
        this.clock = clock;
        this.guards = List.copyOf(guards);
    }

    public static boolean mayPropose(SignedInOfficer officer, DivisionCode county) {
        return may(officer, county, Role.COUNTY_CLERK, Role.COUNTY_REVIEWER, Role.ADMINISTRATOR);
    }

    public static boolean mayPublish(SignedInOfficer officer, DivisionCode county) {
        return may(officer, county, Role.COUNTY_HEAD);
    }

    private static boolean may(SignedInOfficer officer, DivisionCode county, Role... roles) {
        for (var role : roles) {
            if (officer.postFor(role, county).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param value as it is stored
     * @param year with an income line only
     * @return what is wrong; nothing if it was kept
     */
    public List<FieldError> propose(
            DivisionCode county,
            String name,
            String value,
            @Nullable Integer year,
            @Nullable LocalDate validFrom,
            String source,
            boolean confirmed,
            String reason,
            SignedInOfficer officer) {
        if (!mayPropose(officer, county)) {
            throw new AccessDeniedException("proposes no rules of " + county);
        }
        var errors = new ArrayList<FieldError>();
        if (validFrom == null || !validFrom.isAfter(clock.today())) {
            errors.add(new FieldError("validFrom", "生效日期应在明天或以后：已办理的案件适用原来的规定。"));
        }
        if (source.isBlank() || source.length() > LONGEST) {
            errors.add(new FieldError("source", "请填写依据的文件名称、文号，不超过" + LONGEST + "字。"));
        }
        if (reason.isBlank() || reason.length() > LONGEST) {
            errors.add(new FieldError("reason", "请写明为什么改，不超过" + LONGEST + "字。"));
        }
        var change = new ParameterChange(
                UUID.randomUUID(),
                county,
                name,
                value.strip(),
                year,
                validFrom == null ? clock.today() : validFrom,
                source.strip(),
                confirmed,
                reason.strip(),
                clock.now(),
                officer.person(),
                officer.name());
        errors.addAll(faults(change));
        if (errors.isEmpty()) {
            changes.add(change);
        }
        return errors;
    }

    /** Measured against what will be in force on that day. */
    private List<FieldError> faults(ParameterChange change) {
        if (change.isIncomeLine()) {
            return lineFaults(change);
        }
        if (Parameters.byName(change.name()).isEmpty()) {
            return List.of(new FieldError("name", "没有这一项规定。"));
        }
        var set = set(change);
        var faults = set.faults();
        return (faults.isEmpty() ? guards.stream().flatMap(guard -> guard.faults(set).stream()) : faults.stream())
                .map(fault -> new FieldError("value", fault))
                .toList();
    }

    private static List<FieldError> lineFaults(ParameterChange change) {
        try {
            if (new BigDecimal(change.value()).signum() > 0 && new BigDecimal(change.value()).scale() <= 2) {
                return List.of();
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        return List.of(new FieldError("value", "监测线请填写金额（元），最多两位小数。"));
    }

    private ParameterSet set(ParameterChange change) {
        var before = parameters.of(change.county(), change.validFrom());
        var entries = new HashMap<>(before.entries());
        entries.put(change.name(), new ParameterSet.Entry(change.value(), change.source(), change.confirmed()));
        return new ParameterSet(UUID.randomUUID(), change.county(), change.validFrom(), entries);
    }

    @Transactional(readOnly = true)
    public List<ParameterChange> open(DivisionCode county) {
        return changes.open(county);
    }

    /** By another person than who proposed it. */
    public List<FieldError> decide(UUID id, boolean publish, SignedInOfficer officer) {
        var found = changes.open(id);
        if (found.isEmpty()) {
            return List.of(new FieldError("", "这项变更已经处理过了。"));
        }
        var change = found.get();
        if (!mayPublish(officer, change.county())) {
            throw new AccessDeniedException("publishes no rules of " + change.county());
        }
        if (publish && change.person().equals(officer.person())) {
            return List.of(new FieldError("", "这是您提出的，请由另一人公布。"));
        }
        if (publish) {
            if (!change.validFrom().isAfter(clock.today())) {
                return List.of(new FieldError("", "生效日期已过，请退回后重新提出。"));
            }
            var faults = faults(change);
            if (!faults.isEmpty()) {
                return faults;
            }
            if (change.isIncomeLine()) {
                changes.publishLine(change, officer.person());
            } else {
                changes.publish(set(change), officer.person(), change.label() + "：" + change.reason());
            }
        }
        changes.decide(id, publish, officer.person(), officer.name());
        return List.of();
    }
}
