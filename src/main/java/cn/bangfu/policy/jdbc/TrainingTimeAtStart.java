package cn.bangfu.policy.jdbc;

import cn.bangfu.policy.TrainingTime;
import java.sql.SQLException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.stereotype.Component;

/**
 * Tells the database at start how long a training day is, or that there is no training, as the owner of the schema: the application's
 * own role may not, so nothing that happens later can shorten a term.
 */
@Component
class TrainingTimeAtStart extends BaseCallback {

    private final TrainingTime training;

    TrainingTimeAtStart(TrainingTime training) {
        this.training = training;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        var connection = context.getConnection();
        try (var clear = connection.prepareStatement("delete from app.training_time");
                var set = connection.prepareStatement(
                        "insert into app.training_time (day_length) values (make_interval(secs => ?))")) {
            clear.executeUpdate();
            if (training.active()) {
                set.setDouble(1, training.length().orElseThrow().toMillis() / 1000.0);
                set.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the length of a training day could not be set", e);
        }
    }
}
