package cn.bangfu.jdbc;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/** Reads rows in PostgreSQL's binary copy format as they come: nothing is turned into text that nobody reads as text. */
public final class BinaryRows implements AutoCloseable {

    private static final int HEADER = 11 + 4;

    private final DataInputStream in;

    /** @param sql {@code copy (…) to stdout (format binary)} */
    public BinaryRows(Connection connection, String sql) throws SQLException {
        in = new DataInputStream(
                new BufferedInputStream(new PGCopyInputStream(connection.unwrap(PGConnection.class), sql), 1 << 16));
        reading(() -> {
            in.skipNBytes(HEADER);
            in.skipNBytes(in.readInt());
            return HEADER;
        });
    }

    /** Goes to the next row, whose columns have to be read one after the other. */
    public boolean next() {
        return reading(in::readShort) >= 0;
    }

    /** A column as the server sends it: texts in UTF-8, uuids in 16 bytes. */
    public byte @Nullable [] bytes() {
        var length = reading(in::readInt);
        return length < 0 ? null : reading(() -> in.readNBytes(length));
    }

    /** A bigint, or a timestamp in microseconds since 2000; 0 for none. */
    public long bigint() {
        return reading(() -> {
            var length = in.readInt();
            if (length == Long.BYTES) {
                return in.readLong();
            }
            in.skipNBytes(Math.max(0, length));
            return 0L;
        });
    }

    private interface Read<T extends @Nullable Object> {
        T get() throws IOException;
    }

    private static <T extends @Nullable Object> T reading(Read<T> read) {
        try {
            return read.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
