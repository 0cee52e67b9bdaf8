package cn.bangfu.process.gateway;

import cn.bangfu.shared.FieldError;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** One answer, one transaction: the domain, the record, the trail and the engine are kept together or not at all. */
@Component
class Transactions {

    private static final Logger log = LoggerFactory.getLogger(Transactions.class);

    private static final int ATTEMPTS = 3;
    /** {@code integrity_constraint_violation} itself, never raised by PostgreSQL: our triggers use it, with a Chinese message. */
    private static final String RULE = "23000";

    private static final String UNIQUE = "23505";
    private static final String LOCK_TIMEOUT = "55P03";
    private static final List<String> TRANSIENT = List.of("40001", "40P01");

    private static final String BUSY_SAID = "同一件案件正有别人在提交，您填的内容没有丢失，请过几秒再提交";
    private static final Outcome BUSY = new Outcome.Conflict(BUSY_SAID);

    private final TransactionTemplate transaction;

    private final TransactionTemplate nested;
    private final JdbcClient jdbc;

    Transactions(PlatformTransactionManager manager, JdbcClient jdbc) {
        this.jdbc = jdbc;
        transaction = new TransactionTemplate(manager);
        nested = new TransactionTemplate(manager);
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Everything but {@link Outcome.Submitted} is rolled back. */
    Outcome answer(Supplier<Outcome> work) {
        return answer(work, Outcome.Submitted.class::isInstance, said -> said);
    }

    /** Everything but {@link BatchOutcome.Submitted} is rolled back. */
    BatchOutcome answerAll(Supplier<BatchOutcome> work) {
        return answer(
                work,
                BatchOutcome.Submitted.class::isInstance,
                said -> said instanceof Outcome.Refused refused
                        ? new BatchOutcome.Refused(refused.errors(), List.of())
                        : new BatchOutcome.Conflict(BUSY_SAID));
    }

    private <T> T answer(Supplier<T> work, Predicate<T> kept, Function<Outcome, T> words) {
        for (var attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(transaction.execute(status -> {
                    var outcome = work.get();
                    if (!kept.test(outcome)) {
                        status.setRollbackOnly();
                    }
                    return outcome;
                }));
            } catch (RuntimeException e) {
                var said = meaning(e);
                if (said.isPresent()) {
                    return words.apply(said.get());
                }
                if (!isTransient(e)) {
                    throw e;
                }
                log.info(
                        "attempt {} met another transaction: {}",
                        attempt,
                        e.getClass().getSimpleName());
                if (attempt == ATTEMPTS) {
                    return words.apply(BUSY);
                }
            }
        }
    }

    /**
     * A part of the running transaction that can be undone by itself. What the database would check at the end it checks at the end of
     * the part, so that its refusal is this part's.
     *
     * @param kept whether the part stays
     * @param refused what the part says if the database refuses it
     * @param broken what it says if it fails otherwise
     */
    <T> T part(
            Supplier<T> work, Predicate<T> kept, Function<Outcome, T> refused, Function<RuntimeException, T> broken) {
        try {
            return Objects.requireNonNull(nested.execute(status -> {
                var result = work.get();
                if (kept.test(result)) {
                    jdbc.sql("set constraints all immediate").update();
                    jdbc.sql("set constraints all deferred").update();
                } else {
                    status.setRollbackOnly();
                }
                return result;
            }));
        } catch (RuntimeException e) {
            var said = meaning(e);
            if (said.isPresent()) {
                return refused.apply(said.get());
            }
            if (isTransient(e) || cause(e, TransactionException.class) != null || isConnectionLost(e)) {
                throw e;
            }
            return broken.apply(e);
        }
    }

    <T> T read(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private static Optional<Outcome> meaning(RuntimeException e) {
        var sql = cause(e, SQLException.class);
        if (sql == null) {
            return Optional.empty();
        }
        return switch (String.valueOf(sql.getSQLState())) {
            case RULE -> Optional.of(new Outcome.Refused(List.of(new FieldError("", said(sql)))));
            case LOCK_TIMEOUT -> Optional.of(BUSY);
            default -> Optional.empty();
        };
    }

    private static boolean isTransient(RuntimeException e) {
        var sql = cause(e, SQLException.class);
        return cause(e, OptimisticLockingException.class) != null
                || sql != null && (TRANSIENT.contains(sql.getSQLState()) || UNIQUE.equals(sql.getSQLState()));
    }

    private static boolean isConnectionLost(RuntimeException e) {
        var sql = cause(e, SQLException.class);
        var state = sql == null ? "" : String.valueOf(sql.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    /** As the trigger raised it, without what the driver adds. */
    private static String said(SQLException e) {
        var server = e instanceof PSQLException known ? known.getServerErrorMessage() : null;
        var message = server == null ? null : server.getMessage();
        return message == null ? "系统按规定不能接受这一步，请联系系统管理员" : message;
    }

    private static <T extends Throwable> @Nullable T cause(Throwable thrown, Class<T> type) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
