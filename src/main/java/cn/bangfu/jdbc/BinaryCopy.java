package cn.bangfu.jdbc;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Writes rows in PostgreSQL's binary copy format: several times as fast as inserts, and sealed values go as they are. */
public final class BinaryCopy implements AutoCloseable {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);

    private final DataOutputStream out;

    /** @param sql {@code copy … from stdin (format binary)} */
    public BinaryCopy(Connection connection, String sql) throws SQLException {
        out = new DataOutputStream(new BufferedOutputStream(
                new PGCopyOutputStream(connection.unwrap(PGConnection.class), sql, 1 << 16), 1 << 16));
        try {
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public BinaryCopy row(int columns) {
        return writing(() -> out.writeShort(columns));
    }

    public BinaryCopy uuid(UUID value) {
        return writing(() -> {
            out.writeInt(16);
            out.writeLong(value.getMostSignificantBits());
            out.writeLong(value.getLeastSignificantBits());
        });
    }

    public BinaryCopy integer(int value) {
        return writing(() -> {
            out.writeInt(4);
            out.writeInt(value);
        });
    }

    public BinaryCopy smallint(short value) {
        return writing(() -> {
            out.writeInt(2);
            out.writeShort(value);
        });
    }

    public BinaryCopy bigint(@Nullable Long value) {
        return writing(() -> {
            if (value == null) {
                out.writeInt(-1);
            } else {
                out.writeInt(8);
                out.writeLong(value);
            }
        });
    }

    public BinaryCopy text(@Nullable String value) {
        return bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    public BinaryCopy bytes(byte @Nullable [] value) {
        return writing(() -> {
            if (value == null) {
                out.writeInt(-1);
            } else {
                out.writeInt(value.length);
                out.write(value);
            }
        });
    }

    public BinaryCopy jsonb(@Nullable String value) {
        return writing(() -> {
            if (value == null) {
                out.writeInt(-1);
            } else {
                var bytes = value.getBytes(StandardCharsets.UTF_8);
                out.writeInt(bytes.length + 1);
                out.writeByte(1);
                out.write(bytes);
            }
        });
    }

    public BinaryCopy date(@Nullable LocalDate value) {
        return writing(() -> {
            if (value == null) {
                out.writeInt(-1);
            } else {
                out.writeInt(4);
                out.writeInt((int) ChronoUnit.DAYS.between(EPOCH, value));
            }
        });
    }

    private interface Write {
        void run() throws IOException;
    }

    private BinaryCopy writing(Write write) {
        try {
            write.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the copy; without it, or if the transaction ends before, nothing of it is there. */
    public void end() {
        writing(() -> {
            out.writeShort(-1);
            out.close();
        });
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
