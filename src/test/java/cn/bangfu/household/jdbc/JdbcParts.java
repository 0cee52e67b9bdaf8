package cn.bangfu.household.jdbc;

import cn.bangfu.household.RegisterImports;
import cn.bangfu.household.RegisterStore;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.testing.TestPostgres;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The register's tables without the application around them. */
public record JdbcParts(RegisterStore register, RegisterImports imports, TransactionTemplate transaction) {

    public static JdbcParts of(DataSource source) {
        var jdbc = JdbcClient.create(source);
        var cipher = new PersonalDataCipher(Map.of(1, new byte[32]), 1, new byte[32]);
        return new JdbcParts(
                new JdbcHouseholds(jdbc, cipher),
                new JdbcRegisterImports(jdbc, source, cipher, new ObjectMapper()),
                new TransactionTemplate(new DataSourceTransactionManager(source)));
    }

    /** Takes everything out of the register again; nothing else may point to it. */
    public static void empty(TestPostgres.Database database) {
        var owner = JdbcClient.create(database.owner());
        List.of(
                        "register_import_change",
                        "register_import_person",
                        "register_import_household",
                        "register_import_row",
                        "register_import",
                        "household_change",
                        "household_policy_status",
                        "household_registered_category",
                        "unmask_log",
                        "household_member",
                        "household")
                .forEach(table -> {
                    owner.sql("alter table app." + table + " disable trigger user")
                            .update();
                    owner.sql("delete from app." + table).update();
                    owner.sql("alter table app." + table + " enable trigger user")
                            .update();
                });
    }
}
