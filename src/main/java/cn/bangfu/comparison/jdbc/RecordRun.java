package cn.bangfu.comparison.jdbc;

import cn.bangfu.comparison.DepartmentRecord;
import cn.bangfu.jdbc.BinaryCopy;
import cn.bangfu.jdbc.CopyRows;
import cn.bangfu.shared.PersonalDataCipher;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Some ten thousand rows of a file on their way into its parts of the tables. They go in sorted by the hash of whom they name, so that an
 * index of ranges finds a person; what is sealed of them stays in the file's order.
 */
final class RecordRun {

    private static final int MOST = 1 << 15;
    /** Rows are sorted by the first bits of the hash: a few dozen rows share them, and two pages hold more. */
    private static final int BUCKETS = 1 << 10;

    /** What is sealed at once fits a page of the database with the columns beside it. */
    private static final int FACTS_AT_ONCE = 8_000;

    private final PersonalDataCipher cipher;
    private final CopyRows records = new CopyRows();
    private final int[] starts = new int[MOST + 1];
    private final short[] buckets = new short[MOST];

    private int size;

    private final CopyRows facts = new CopyRows();
    private final byte[] block = new byte[FACTS_AT_ONCE];
    private int inBlock;
    private int blockSheet;
    private int blockLine;

    RecordRun(PersonalDataCipher cipher) {
        this.cipher = cipher;
    }

    boolean isFull() {
        return size == MOST;
    }

    void add(DepartmentRecord record) {
        var hash = cipher.lookupHash(record.person());
        buckets[size] = (short) ((hash[0] & 0xFF) << 2 | (hash[1] & 0xFF) >> 6);
        records.row(6)
                .bigint(cents(record.amount()))
                .integer(record.line())
                .date(record.date())
                .smallint(record.sheet())
                .bytes(hash)
                .text(record.attribute());
        starts[++size] = records.length();
        addFact(record);
    }

    private static @Nullable Long cents(@Nullable BigDecimal yuan) {
        return yuan == null
                ? null
                : yuan.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private void addFact(DepartmentRecord record) {
        var fact = SealedFact.of(record);
        if (record.sheet() != blockSheet || inBlock + fact.length > FACTS_AT_ONCE) {
            seal();
        }
        if (inBlock == 0) {
            blockSheet = record.sheet();
            blockLine = record.line();
        }
        if (fact.length > FACTS_AT_ONCE) {
            seal(fact);
        } else {
            System.arraycopy(fact, 0, block, inBlock, fact.length);
            inBlock += fact.length;
        }
    }

    private void seal() {
        if (inBlock > 0) {
            seal(Arrays.copyOf(block, inBlock));
            inBlock = 0;
        }
    }

    private void seal(byte[] some) {
        facts.row(3).smallint(blockSheet).integer(blockLine).bytes(cipher.seal(some));
    }

    /** Nobody sees the parts before the transaction ends, so their rows are as good as old ones: they need no second look. */
    void send(Connection connection, String part) {
        seal();
        try (var copy = new BinaryCopy(
                connection,
                "copy app.department_record_" + part
                        + " (amount_cents, line, data_date, sheet, person_hash, attribute) from stdin (format binary, freeze)")) {
            for (var place : sorted()) {
                copy.rows(records, starts[place], starts[place + 1]);
            }
            copy.end();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        try (var copy = new BinaryCopy(
                connection,
                "copy app.department_facts_" + part
                        + " (sheet, first_line, facts) from stdin (format binary, freeze)")) {
            copy.rows(facts, 0, facts.length());
            copy.end();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int[] sorted() {
        var next = new int[BUCKETS + 1];
        for (var i = 0; i < size; i++) {
            next[buckets[i] + 1]++;
        }
        for (var bucket = 0; bucket < BUCKETS; bucket++) {
            next[bucket + 1] += next[bucket];
        }
        var sorted = new int[size];
        for (var i = 0; i < size; i++) {
            sorted[next[buckets[i]]++] = i;
        }
        return sorted;
    }
}
