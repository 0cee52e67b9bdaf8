package cn.bangfu.comparison.jdbc;

import cn.bangfu.comparison.DepartmentFiles;
import cn.bangfu.comparison.DepartmentImports;
import cn.bangfu.shared.PersonalDataCipher;
import com.fasterxml.jackson.databind.ObjectMapper;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables of departments' data without the application around them. */
public record DepartmentParts(DepartmentImports imports, DepartmentFiles files, TransactionTemplate transaction) {

    public static DepartmentParts of(DataSource source, PersonalDataCipher cipher) {
        var jdbc = JdbcClient.create(source);
        var transactions = new DataSourceTransactionManager(source);
        return new DepartmentParts(
                new JdbcDepartmentImports(jdbc, new JdbcTemplate(source), cipher, new ObjectMapper(), transactions),
                new JdbcDepartmentFiles(jdbc, source, cipher),
                new TransactionTemplate(transactions));
    }
}
