package cn.bangfu.assistance;

import java.util.UUID;

/** Runs an officer's handover; implemented by the engine's room. */
public interface HandoverProcess {

    void begin(UUID handover);
}
