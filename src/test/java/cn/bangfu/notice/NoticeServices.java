package cn.bangfu.notice;

import cn.bangfu.access.Divisions;
import cn.bangfu.access.Offices;
import cn.bangfu.audit.Trail;
import cn.bangfu.policy.CountyParameters;
import cn.bangfu.policy.Deadlines;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.TrainingTime;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.PersonalDataCipher;
import java.util.UUID;

/** The services of this package on given stores, for tests in other packages. */
public record NoticeServices(
        NoticeService notices,
        ObjectionService objections,
        AnnouncementService announcements,
        DeliveryService deliveries) {

    public static NoticeServices on(
            Notices notices,
            Objections objections,
            Announcements announcements,
            Deliveries deliveries,
            NoticeProcess process,
            CountyParameters parameters,
            Deadlines deadlines,
            LegalClock clock,
            Divisions divisions,
            Offices offices,
            PersonalDataCipher cipher,
            Trail trail) {
        var writer = new NoticeWriter(notices, divisions, offices, TrainingTime.OFF);
        var ending = new NoticeEnding(notices, trail);
        return new NoticeServices(
                new NoticeService(notices, objections, writer, ending, parameters, deadlines, clock, cipher, trail),
                new ObjectionService(notices, objections, ending, process, parameters, clock, cipher, trail),
                new AnnouncementService(announcements, writer, parameters, clock, trail),
                new DeliveryService(deliveries, new NoTasks(), clock, trail));
    }

    /** Without an engine nobody has a task of what is owed. */
    private static final class NoTasks implements DeliveryProcess {

        @Override
        public void begin(CaseId caseId, UUID owed) {}

        @Override
        public void end(CaseId caseId, UUID owed) {}
    }
}
