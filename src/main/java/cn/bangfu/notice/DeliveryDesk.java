package cn.bangfu.notice;

import cn.bangfu.access.Actor;
import cn.bangfu.shared.FieldError;
import java.util.List;
import java.util.UUID;

/**
 * Records at once what was handed over to many households, and ends the tasks of it through the step gateway, in one transaction: all or
 * none. Implemented where the gateway is.
 */
public interface DeliveryDesk {

    /** @param actor in which post the signed-in officer records it */
    record Handing(Delivery owed, Handover handover, Actor actor) {}

    /** @param owed what could not be recorded; the error's field is a part of the handover */
    record Fault(UUID owed, FieldError error) {}

    /** Why nothing was recorded; empty if everything was. */
    List<Fault> handOver(List<Handing> handings);
}
