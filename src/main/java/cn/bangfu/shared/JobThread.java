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

    private static final System.Logger log = System.getLogger(JobThread.class.getName());

    private final String name;
    private final ScheduledExecutorService jobs;
    private final ScheduledExecutorService heartbeats;

    /** @param beat tells the database of the job that runs, if one does; where it fails it is tried again */
    public JobThread(String name, Runnable beat) {
        this.name = name;
        jobs = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, name));
        heartbeats = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, name + "-heartbeat"));
        heartbeats.scheduleWithFixedDelay(
                surviving(beat), HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What throws once in a while goes on all the same; a scheduled task that throws would never run again. */
    private Runnable surviving(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                log.log(System.Logger.Level.ERROR, "{0}: {1}", name, where(e));
            }
        };
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Also looks for work that another process has left, every ten seconds. */
    public void lookFor(Runnable work) {
        jobs.scheduleWithFixedDelay(
                surviving(work), LOOK_FOR_WORK.toMillis(), LOOK_FOR_WORK.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void execute(Runnable work) {
        jobs.execute(surviving(work));
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
