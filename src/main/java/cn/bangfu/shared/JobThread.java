package cn.bangfu.shared;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Does one job at a time, and says meanwhile that this process is alive. What there is to do stands in the database: a job that has been
 * silent for {@link #SILENT} was killed with its process, and whoever looks next takes it over or ends it.
 */
public final class JobThread implements AutoCloseable {

    /** Ten heartbeats: a long collection of garbage is no death. */
    public static final Duration SILENT = Duration.ofSeconds(20);

    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final Duration LOOK_FOR_WORK = Duration.ofSeconds(10);

    private final ScheduledExecutorService jobs;
    private final ScheduledExecutorService heartbeats;

    /** @param beat tells the database of the job that runs, if one does; throws nothing, or it beats no more */
    public JobThread(String name, Runnable beat) {
        jobs = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, name));
        heartbeats = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, name + "-heartbeat"));
        heartbeats.scheduleWithFixedDelay(beat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Also looks for work that another process has left, every ten seconds. @param work throws nothing, or it looks no more */
    public void lookFor(Runnable work) {
        jobs.scheduleWithFixedDelay(work, LOOK_FOR_WORK.toMillis(), LOOK_FOR_WORK.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void execute(Runnable work) {
        jobs.execute(work);
    }

    public Future<?> submit(Runnable work) {
        return jobs.submit(work);
    }

    /** Where something went wrong, for the log; the message itself may quote a row. */
    public static String where(Throwable thrown) {
        var text = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            text.append(cause.getClass().getName());
            for (var frame : cause.getStackTrace()) {
                if (frame.getClassName().startsWith("cn.bangfu")) {
                    text.append(" at ").append(frame);
                    break;
                }
            }
            text.append("; ");
        }
        return text.toString();
    }

    /** Interrupts the job, which has written nothing that counts, and gives it some seconds to roll back. */
    @Override
    public void close() {
        heartbeats.shutdownNow();
        jobs.shutdownNow();
        try {
            jobs.awaitTermination(5, TimeUnit.SECONDS);
            heartbeats.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
