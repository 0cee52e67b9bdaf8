package cn.bangfu.household.jdbc;

import cn.bangfu.household.BankAccount;
import cn.bangfu.household.ImportId;
import cn.bangfu.household.PhoneNumber;
import cn.bangfu.household.RegisterRow;
import cn.bangfu.household.Sex;
import cn.bangfu.jdbc.BinaryCopy;
import cn.bangfu.shared.PersonalDataCipher;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Copies understood rows into the staging table, sealing what is personal on the way. */
final class StagedRows {

    private static final List<String> COLUMNS = List.of(
            "import_id",
            "sheet",
            "line",
            "faults",
            "notes",
            "number",
            "division",
            "registration_type",
            "policy_status",
            "residency",
            "category",
            "village_group",
            "income_cents",
            "house_level",
            "water_safe",
            "phone",
            "phone_key",
            "account",
            "account_key",
            "name",
            "identity_number",
            "identity_hash",
            "birth_date",
            "sex",
            "relation",
            "ethnicity",
            "health",
            "labour",
            "schooling",
            "insured");

    /** A value that the lines of a household repeat: sealed once. */
    private final class Repeated {
        private final String kind;
        private @Nullable String value;
        private byte @Nullable [] sealed;
        private @Nullable String key;

        Repeated(String kind) {
            this.kind = kind;
        }

        void set(@Nullable String next) {
            if (next == null) {
                value = null;
                sealed = null;
                key = null;
            } else if (!next.equals(value)) {
                value = next;
                sealed = cipher.seal(next);
                key = HexFormat.of().formatHex(cipher.lookupHash(kind, next));
            }
        }
    }

    private final PersonalDataCipher cipher;
    private final ObjectMapper json;
    private final Repeated phone = new Repeated(PhoneNumber.KIND);
    private final Repeated account = new Repeated(BankAccount.KIND);

    StagedRows(PersonalDataCipher cipher, ObjectMapper json) {
        this.cipher = cipher;
        this.json = json;
    }

    void copy(Connection connection, ImportId id, Consumer<Consumer<RegisterRow>> producer) throws SQLException {
        var sql = "copy app.register_import_row (" + String.join(", ", COLUMNS) + ") from stdin (format binary)";
        try (var copy = new BinaryCopy(connection, sql)) {
            producer.accept(row -> write(copy, id, row));
            copy.end();
        }
    }

    private void write(BinaryCopy copy, ImportId id, RegisterRow row) {
        var contact = row.phone();
        var bank = row.account();
        phone.set(contact == null ? null : contact.value());
        account.set(bank == null ? null : bank.value());
        copy.row(COLUMNS.size())
                .uuid(id.value())
                .integer(row.sheet())
                .integer(row.line())
                .jsonb(row.faults().isEmpty() ? null : json(row.faults()))
                .jsonb(row.notes().isEmpty() ? null : json(row.notes()))
                .text(row.number())
                .text(row.division())
                .text(code(row.registrationType()))
                .text(code(row.policyStatus()))
                .text(code(row.residency()))
                .text(code(row.category()))
                .text(row.group())
                .bigint(row.incomeCents())
                .text(code(row.houseLevel()))
                .text(flag(row.waterSafe()))
                .bytes(phone.sealed)
                .text(phone.key)
                .bytes(account.sealed)
                .text(account.key)
                .text(row.name());
        var number = row.identityNumber();
        copy.bytes(number == null ? null : cipher.seal(number.value()))
                .bytes(number == null ? null : cipher.lookupHash(number))
                .date(number == null ? null : number.birthDate())
                .text(number == null ? null : Sex.of(number).name())
                .text(row.relation())
                .text(row.ethnicity())
                .text(
                        row.health().isEmpty()
                                ? null
                                : row.health().stream().map(Enum::name).sorted().collect(Collectors.joining(",")))
                .text(code(row.labour()))
                .text(row.schooling())
                .text(flag(row.insured()));
    }

    private static @Nullable String code(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static @Nullable String flag(@Nullable Boolean value) {
        return value == null ? null : value.toString();
    }

    private String json(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
