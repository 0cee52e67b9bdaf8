package cn.bangfu.access.jdbc;

import cn.bangfu.access.Department;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Office;
import cn.bangfu.access.OfficeId;
import cn.bangfu.access.Offices;
import cn.bangfu.shared.DivisionCode;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcOffices implements Offices {

    private static final String SELECT =
            "select id as office, kind, division, department, name as office_name from app.office_now ";

    private final JdbcClient jdbc;

    JdbcOffices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Office> find(OfficeId id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id.value())
                .query((row, number) -> Rows.office(row))
                .optional();
    }

    @Override
    public Optional<Office> of(DivisionCode division) {
        return jdbc.sql(SELECT + "where division = :division and kind in ('VILLAGE', 'TOWN', 'COUNTY')")
                .param("division", division.value())
                .query((row, number) -> Rows.office(row))
                .optional();
    }

    @Override
    public Optional<Office> department(DivisionCode county, Department department) {
        return jdbc.sql(SELECT + "where division = :county and department = :department")
                .param("county", county.value())
                .param("department", department.name())
                .query((row, number) -> Rows.office(row))
                .optional();
    }

    @Override
    public List<Office> departments(DivisionCode county) {
        return jdbc.sql(SELECT + "where division = :county and kind = 'DEPARTMENT' order by name")
                .param("county", county.value())
                .query((row, number) -> Rows.office(row))
                .list();
    }

    @Override
    public List<Office> in(DivisionScope scope) {
        return jdbc.sql(
                        SELECT + "where " + scope.sqlCondition("division")
                                + " order by division, array_position(array['COUNTY', 'LEADING_GROUP', 'AUDIT', 'DEPARTMENT'], kind), name")
                .query((row, number) -> Rows.office(row))
                .list();
    }
}
