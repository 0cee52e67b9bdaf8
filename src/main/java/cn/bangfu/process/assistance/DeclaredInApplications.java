package cn.bangfu.process.assistance;

import cn.bangfu.assistance.DeclaredRelatives;
import cn.bangfu.audit.StepRecords;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.shared.HouseholdId;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads what the household said in all of its cases. */
@Component
class DeclaredInApplications implements DeclaredRelatives {

    private final IdentificationCases cases;
    private final StepRecords records;

    DeclaredInApplications(IdentificationCases cases, StepRecords records) {
        this.cases = cases;
        this.records = records;
    }

    @Override
    public String of(HouseholdId household) {
        return cases.of(household).stream()
                .flatMap(each -> records.of(each.id()).stream())
                .map(record -> record.answers().get("relativesInOfficeWho"))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .distinct()
                .collect(Collectors.joining("；"));
    }
}
