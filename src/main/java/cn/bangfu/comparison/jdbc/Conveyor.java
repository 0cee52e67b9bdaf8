package cn.bangfu.comparison.jdbc;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands things to a thread of its own, so that two work at once: who brings them waits where the other is behind, and learns of its failure. */
final class Conveyor<T> implements AutoCloseable {

    private final BlockingQueue<Optional<T>> waiting;
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    /** @param room for so many things that wait */
    Conveyor(String name, int room, Consumer<T> taker) {
        waiting = new ArrayBlockingQueue<>(room);
        thread = new Thread(() -> run(taker), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Consumer<T> taker) {
        try {
            for (var next = waiting.take(); next.isPresent(); next = waiting.take()) {
                if (failure == null) {
                    take(taker, next.get());
                }
            }
        } catch (InterruptedException e) {
            // given up
            Thread.currentThread().interrupt();
        }
    }

    private void take(Consumer<T> taker, T thing) {
        try {
            taker.accept(thing);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    void put(T thing) {
        put(Optional.of(thing));
    }

    private void put(Optional<T> thing) {
        try {
            waiting.put(thing);
        } catch (InterruptedException e) {
            throw stopped();
        }
        complain();
    }

    /** Waits until all is done. */
    void end() {
        put(Optional.empty());
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw stopped();
        }
        complain();
    }

    private static IllegalStateException stopped() {
        Thread.currentThread().interrupt();
        return new IllegalStateException("stopped");
    }

    private void complain() {
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    /** Gives up what still waits; afterwards the thread touches nothing any more. */
    @Override
    public void close() {
        thread.interrupt();
        var interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
