package cn.bangfu.process.engine;

/** Whether the thread's engine calls are the application's own ({@link CaseEngine#asApplication}), which are not checked. */
final class UncheckedMode implements AutoCloseable {

    private static final ThreadLocal<Boolean> UNCHECKED = ThreadLocal.withInitial(() -> false);

    private final boolean before;

    private UncheckedMode(boolean unchecked) {
        before = UNCHECKED.get();
        UNCHECKED.set(unchecked);
    }

    static UncheckedMode enter() {
        return new UncheckedMode(true);
    }

    static UncheckedMode leave() {
        return new UncheckedMode(false);
    }

    static boolean isOn() {
        return UNCHECKED.get();
    }

    @Override
    public void close() {
        if (before) {
            UNCHECKED.set(true);
        } else {
            UNCHECKED.remove();
        }
    }
}
