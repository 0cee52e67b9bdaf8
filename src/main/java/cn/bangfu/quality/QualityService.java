package cn.bangfu.quality;

import cn.bangfu.policy.IncomeLines;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.DivisionCode;
import java.math.BigDecimal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks for what upstream checkers would find. */
@Service
public class QualityService {

    private final QualityFindings findings;
    private final IncomeLines lines;
    private final LegalClock clock;

    QualityService(QualityFindings findings, IncomeLines lines, LegalClock clock) {
        this.findings = findings;
        this.lines = lines;
        this.clock = clock;
    }

    @Transactional
    public void look(DivisionCode county) {
        BigDecimal line = lines.of(county, clock.today()).value().orElse(null);
        findings.look(county, line);
    }
}
