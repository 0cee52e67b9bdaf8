package cn.bangfu.process;

import cn.bangfu.process.assistance.AssistanceAssignment;
import cn.bangfu.process.assistance.AssistanceDelivery;
import cn.bangfu.process.assistance.OfficerHandover;
import cn.bangfu.process.engine.RoutingVariables;
import cn.bangfu.process.identification.HouseholdIdentification;
import cn.bangfu.process.notice.PaperDelivery;
import cn.bangfu.process.notice.PublicNoticeProcess;
import cn.bangfu.process.notice.ReCheckProcess;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells the engine which variables each model finds its way by: all that its history keeps. */
@Configuration(proxyBeanMethods = false)
public class ModelVariables {

    /** What the program sets and reads in each process, by its key. */
    public static final Map<String, Set<ProcessVariable<?>>> BY_PROCESS = Map.of(
            HouseholdIdentification.PROCESS_KEY, HouseholdIdentification.Variables.ALL,
            PublicNoticeProcess.PROCESS_KEY, PublicNoticeProcess.Variables.ALL,
            AssistanceAssignment.PROCESS_KEY, AssistanceAssignment.Variables.ALL,
            AssistanceDelivery.PROCESS_KEY, AssistanceDelivery.Variables.ALL,
            ReCheckProcess.PROCESS_KEY, ReCheckProcess.Variables.ALL,
            PaperDelivery.PROCESS_KEY, PaperDelivery.Variables.ALL,
            OfficerHandover.PROCESS_KEY, OfficerHandover.Variables.ALL);

    @Bean
    RoutingVariables householdIdentificationVariables() {
        return () -> HouseholdIdentification.Variables.ALL;
    }

    @Bean
    RoutingVariables publicNoticeVariables() {
        return () -> PublicNoticeProcess.Variables.ALL;
    }

    @Bean
    RoutingVariables reCheckVariables() {
        return () -> ReCheckProcess.Variables.ALL;
    }

    @Bean
    RoutingVariables paperDeliveryVariables() {
        return () -> PaperDelivery.Variables.ALL;
    }

    @Bean
    RoutingVariables assistanceAssignmentVariables() {
        return () -> AssistanceAssignment.Variables.ALL;
    }

    @Bean
    RoutingVariables assistanceDeliveryVariables() {
        return () -> AssistanceDelivery.Variables.ALL;
    }

    @Bean
    RoutingVariables officerHandoverVariables() {
        return () -> OfficerHandover.Variables.ALL;
    }
}
