package cn.bangfu.testing;

import cn.bangfu.access.Department;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Office;
import cn.bangfu.access.OfficeKind;
import cn.bangfu.access.OfficerStore;
import cn.bangfu.access.Officers;
import cn.bangfu.access.Offices;
import cn.bangfu.access.Role;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonId;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.transaction.annotation.Transactional;

/** Hires officers for tests of the whole application; each test takes its own. */
@TestComponent
public class TestOfficers {

    public static final String PASSWORD = "a-password-of-tests";

    private static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);
    private static final AtomicInteger COUNT = new AtomicInteger();

    public record TestOfficer(OfficerId id, PersonId person, String username, String name) {}

    private final OfficerStore store;
    private final Offices offices;
    private final Officers officers;

    TestOfficers(OfficerStore store, Offices offices, Officers officers) {
        this.store = store;
        this.offices = offices;
        this.officers = officers;
    }

    /** In the division's own office, or for auditors and re-check officers in the county's office for that. */
    @Transactional
    public TestOfficer hire(Role role, String division) {
        return hire(role, office(role, new DivisionCode(division)));
    }

    @Transactional
    public TestOfficer hire(Department department, String county) {
        return hire(
                Role.DEPARTMENT_CLERK,
                offices.department(new DivisionCode(county), department).orElseThrow());
    }

    private TestOfficer hire(Role role, Office office) {
        var number = COUNT.incrementAndGet();
        var username = "test" + number;
        var name = "测试员" + number;
        var person = store.addPerson(name, null);
        var officer = store.addOfficer(person, username, HASH, false, false);
        store.addPost(officer, office.id(), role, null);
        return new TestOfficer(officer, person, username, name);
    }

    /** Somebody hired before. */
    public TestOfficer find(String username) {
        var officer = officers.byUsername(username).orElseThrow();
        return new TestOfficer(officer.id(), officer.person(), officer.username(), officer.name());
    }

    /** One more post. */
    @Transactional
    public void assign(TestOfficer officer, Role role, String division) {
        store.addPost(officer.id(), office(role, new DivisionCode(division)).id(), role, null);
    }

    private Office office(Role role, DivisionCode division) {
        return offices.in(DivisionScope.of(division)).stream()
                .filter(office -> office.division().equals(division) && role.belongsIn(office.kind()))
                .filter(office ->
                        office.kind() != OfficeKind.DEPARTMENT || office.department() == Department.CIVIL_AFFAIRS)
                .findFirst()
                .orElseThrow();
    }
}
