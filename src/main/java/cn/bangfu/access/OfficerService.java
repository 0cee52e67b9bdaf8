package cn.bangfu.access;

import cn.bangfu.access.OfficerChange.Done;
import cn.bangfu.access.OfficerChange.Refused;
import cn.bangfu.access.SignInStore.Channel;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonId;
import cn.bangfu.shared.PersonalDataCipher;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the officers of the signed-in administrator's division: a county's administrator those of the county, a town's those of the
 * town and its villages. Nobody changes one's own account here but the password.
 */
@Service
@Transactional
public class OfficerService {

    private static final Pattern USERNAME = Pattern.compile("[a-z][a-z0-9-]{2,31}");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final OfficerStore store;
    private final Officers officers;
    private final Offices offices;
    private final Divisions divisions;
    private final CurrentOfficer currentOfficer;
    private final PersonalDataCipher cipher;
    private final PasswordEncoder encoder;
    private final PasswordPolicy passwordPolicy;
    private final SignInStore signIns;
    private final ObjectProvider<DepartureCheck> departures;

    OfficerService(
            OfficerStore store,
            Officers officers,
            Offices offices,
            Divisions divisions,
            CurrentOfficer currentOfficer,
            PersonalDataCipher cipher,
            PasswordEncoder encoder,
            PasswordPolicy passwordPolicy,
            SignInStore signIns,
            ObjectProvider<DepartureCheck> departures) {
        this.store = store;
        this.officers = officers;
        this.offices = offices;
        this.divisions = divisions;
        this.currentOfficer = currentOfficer;
        this.cipher = cipher;
        this.encoder = encoder;
        this.passwordPolicy = passwordPolicy;
        this.signIns = signIns;
        this.departures = departures;
    }

    /** Where the signed-in officer keeps officers and offices. */
    @Transactional(readOnly = true)
    public DivisionScope administered() {
        return currentOfficer.require().scope(List.of(Role.ADMINISTRATOR));
    }

    /** What stands in the way of a new officer; empty if nothing does. */
    @Transactional(readOnly = true)
    public List<FieldError> check(NewOfficer officer) {
        var errors = new ArrayList<FieldError>();
        var name = officer.name().strip();
        if (name.isEmpty() || name.length() > 50 || name.codePoints().anyMatch(Character::isISOControl)) {
            errors.add(new FieldError("name", "请填写姓名，不超过50个字"));
        }
        if (!USERNAME.matcher(officer.username()).matches()) {
            errors.add(new FieldError("username", "用户名须为3到32个小写字母、数字或短横线，以字母开头，如 zhang-ming"));
        } else if (store.isUsernameTaken(officer.username())) {
            errors.add(new FieldError("username", "用户名“" + officer.username() + "”已被使用（包括已离任的人），请换一个"));
        }
        checkIdentity(officer, errors);
        checkPost(officer.office(), officer.role(), errors);
        if (officer.from() != null && officer.from().isBefore(LocalDate.of(2000, 1, 1))) {
            errors.add(new FieldError("from", "上岗日期不对，请核对"));
        }
        return errors;
    }

    private void checkIdentity(NewOfficer officer, List<FieldError> errors) {
        if (officer.identityNumber().isBlank()) {
            return;
        }
        var reading = IdentityNumber.read(officer.identityNumber());
        if (reading instanceof IdentityNumber.Reading.Faulty faulty) {
            errors.add(new FieldError(
                    "identityNumber",
                    faulty.fault().message() + "。" + faulty.fault().remedy()));
        } else if (reading instanceof IdentityNumber.Reading.Read read) {
            knownPerson(read.number()).ifPresent(person -> checkKnownPerson(person, officer, errors));
        }
    }

    private void checkKnownPerson(PersonId person, NewOfficer officer, List<FieldError> errors) {
        if (!store.personName(person).equals(Optional.of(officer.name().strip()))) {
            errors.add(new FieldError("identityNumber", "这个证件号码已登记在另一个姓名下，请核对姓名和号码"));
        }
        store.byPerson(person)
                .ifPresent(account -> errors.add(
                        new FieldError("identityNumber", "此人已有账号“" + account.username() + "”，请在该账号下增加岗位，不要另建账号")));
    }

    private Optional<PersonId> knownPerson(IdentityNumber number) {
        return store.personByIdentity(cipher.lookupHash(number));
    }

    private void checkPost(OfficeId officeId, Role role, List<FieldError> errors) {
        var office = offices.find(officeId).filter(o -> administered().covers(o.division()));
        if (office.isEmpty()) {
            errors.add(new FieldError("office", "没有这个单位，或不归您管理，请在名单中选择"));
        } else if (!role.belongsIn(office.get().kind())) {
            errors.add(new FieldError(
                    "role",
                    office.get().name() + "没有“"
                            + divisions.words(office.get().division()).say(role) + "”这个岗位，请另选单位或岗位"));
        }
    }

    /** Adds an officer with a first post and a first password. */
    public OfficerChange add(NewOfficer officer) {
        var errors = check(officer);
        return errors.isEmpty() ? register(officer) : new Refused(errors);
    }

    private Done register(NewOfficer officer) {
        PersonId person;
        if (IdentityNumber.read(officer.identityNumber()) instanceof IdentityNumber.Reading.Read read) {
            person = knownPerson(read.number())
                    .orElseGet(() -> store.addPerson(officer.name().strip(), cipher.lookupHash(read.number())));
        } else {
            person = store.addPerson(officer.name().strip(), null);
        }
        var password = FirstPasswords.next();
        var id = store.addOfficer(person, officer.username(), FirstPasswords.hash(password), true, false);
        store.addPost(id, officer.office(), officer.role(), startOf(officer.from()));
        return new Done(id, password);
    }

    private static @Nullable Instant startOf(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(ZONE).toInstant();
    }

    /** Gives an officer one more post. */
    public OfficerChange assign(OfficerId id, OfficeId office, Role role, @Nullable LocalDate from) {
        var kept = kept(id);
        if (kept.isEmpty()) {
            return notKept();
        }
        var officer = kept.get();
        var errors = new ArrayList<FieldError>();
        checkPost(office, role, errors);
        if (!officer.enabled()) {
            errors.add(new FieldError("", officer.name() + "的账号已停用，请先恢复账号"));
        }
        if (store.terms(id).stream()
                .filter(OfficerService::isOpen)
                .anyMatch(post -> post.role().sort() != role.sort())) {
            errors.add(new FieldError("role", "办理业务、管理系统、审计监督的岗位不能由同一人兼任，请先结束原岗位"));
        } else if (officer.posts().stream()
                .anyMatch(post -> post.role() == role && post.office().id().equals(office))) {
            errors.add(new FieldError("role", officer.name() + "已在这个岗位上"));
        }
        if (!errors.isEmpty()) {
            return new Refused(errors);
        }
        store.addPost(id, office, role, startOf(from));
        return new Done(id, null);
    }

    /** Ends a post now. */
    public OfficerChange endPost(OfficerId id, PostId postId) {
        known(id);
        var post = store.terms(id).stream()
                .filter(p -> p.id().equals(postId) && isAdministered(p))
                .findFirst();
        if (post.isEmpty() || post.get().until() != null) {
            return Refused.because("", "这个岗位已经结束");
        }
        if (isLastAdministrator(post.get())) {
            return Refused.because("", "这是本县最后一个系统管理员岗位，请先给另一人这个岗位");
        }
        var left = unfinished(officers.find(id).orElseThrow(), List.of(post.get()), false);
        if (!left.isEmpty()) {
            return new Refused(left);
        }
        store.endPost(postId);
        return new Done(id, null);
    }

    private List<FieldError> unfinished(Officer officer, List<Post> ending, boolean leaves) {
        return departures.stream()
                .flatMap(check -> check.unfinished(officer, ending, leaves).stream())
                .map(message -> new FieldError("", message))
                .toList();
    }

    private boolean isLastAdministrator(Post post) {
        return post.role() == Role.ADMINISTRATOR
                && post.office().kind() == OfficeKind.COUNTY
                && officers.of(Role.ADMINISTRATOR, post.division()).size() <= 1;
    }

    /** The officer leaves: all posts end and the account is disabled, both now. Open sessions end with the next request. */
    public OfficerChange leave(OfficerId id) {
        var officer = kept(id);
        if (officer.isEmpty()) {
            return notKept();
        }
        if (officer.get().posts().stream().anyMatch(this::isLastAdministrator)) {
            return Refused.because("", "这是本县最后一个系统管理员，请先给另一人这个岗位");
        }
        var open = store.terms(id).stream().filter(OfficerService::isOpen).toList();
        var left = unfinished(officer.get(), open, true);
        if (!left.isEmpty()) {
            return new Refused(left);
        }
        open.forEach(post -> store.endPost(post.id()));
        store.disable(id);
        return new Done(id, null);
    }

    /** Somebody who left is back: the old account opens again with a new first password; posts have to be given anew. */
    public OfficerChange restore(OfficerId id) {
        var officer = kept(id);
        if (officer.isEmpty()) {
            return notKept();
        }
        if (officer.get().enabled()) {
            return Refused.because("", "账号没有停用");
        }
        store.enable(id);
        return newFirstPassword(id);
    }

    /** For who forgot the password. The old one holds no more, open sessions end. */
    public OfficerChange newFirstPassword(OfficerId id) {
        if (kept(id).isEmpty()) {
            return notKept();
        }
        var password = FirstPasswords.next();
        store.setPassword(id, FirstPasswords.hash(password), true);
        return new Done(id, password);
    }

    /** From that day on the office is called so. */
    public OfficerChange renameOffice(OfficeId id, String name, LocalDate from) {
        if (offices.find(id).filter(o -> administered().covers(o.division())).isEmpty()) {
            throw new AccessDeniedException("office out of scope");
        }
        var plain = name.strip();
        if (plain.isEmpty() || plain.length() > 60 || plain.codePoints().anyMatch(Character::isISOControl)) {
            return Refused.because("name", "请填写单位名称，不超过60个字");
        }
        store.rename(id, plain, from);
        return new Done(currentOfficer.require().id(), null);
    }

    /** What stands in the way of one's own new password, in Chinese; empty if it was taken. */
    public List<FieldError> changeOwnPassword(String oldPassword, String newPassword, String repeated, String address) {
        var me = currentOfficer.require();
        var credentials = store.credentials(me.username()).orElseThrow();
        if (!encoder.matches(oldPassword, credentials.passwordHash())) {
            return List.of(new FieldError("oldPassword", "原密码不正确"));
        }
        var errors = new ArrayList<FieldError>();
        passwordPolicy
                .faults(newPassword, me.username())
                .forEach(fault -> errors.add(new FieldError("newPassword", fault)));
        if (newPassword.equals(oldPassword)) {
            errors.add(new FieldError("newPassword", "新密码和原密码一样，请换一个"));
        }
        if (!newPassword.equals(repeated)) {
            errors.add(new FieldError("repeated", "两次输入的新密码不一样，请重新输入"));
        }
        if (errors.isEmpty()) {
            store.setPassword(me.id(), encoder.encode(newPassword), false);
            signIns.record(SignInStore.Event.PASSWORD_CHANGED, Channel.PAGE, me.id(), address);
        }
        return errors;
    }

    /** Officers whom the signed-in administrator keeps. */
    @Transactional(readOnly = true)
    public List<Officer> search(OfficerStore.Query query, int offset, int limit) {
        requireAdministered(query.within());
        return store.search(query, offset, limit);
    }

    @Transactional(readOnly = true)
    public int count(OfficerStore.Query query) {
        requireAdministered(query.within());
        return store.count(query);
    }

    @Transactional(readOnly = true)
    public List<Post> terms(OfficerId id) {
        known(id);
        return store.terms(id);
    }

    @Transactional(readOnly = true)
    public List<OfficerStore.Change> changes(OfficerId id) {
        known(id);
        return store.changes(id);
    }

    private void requireAdministered(DivisionScope wanted) {
        if (!wanted.roots().stream().allMatch(administered()::covers)) {
            throw new AccessDeniedException("officers out of scope");
        }
    }

    /**
     * An officer whom the administrator may look at, and end whose posts here.
     *
     * @throws AccessDeniedException for a stranger, for somebody who never held a post in the administrator's division, and for oneself
     */
    private Officer known(OfficerId id) {
        if (id.equals(currentOfficer.require().id())) {
            throw new AccessDeniedException("nobody changes one's own account");
        }
        return officers.find(id)
                .filter(officer -> store.terms(id).stream().anyMatch(this::isAdministered))
                .orElseThrow(() -> new AccessDeniedException("no such officer in scope"));
    }

    /**
     * An officer whose account is the administrator's to change: all posts lie in his division, or did at the end. Who moved on to the
     * county is not in the hands of the old town's administrator any more.
     */
    private Optional<Officer> kept(OfficerId id) {
        var officer = known(id);
        var terms = store.terms(id);
        var open = terms.stream().filter(OfficerService::isOpen).toList();
        var decisive = open.isEmpty() ? terms.subList(0, 1) : open;
        return decisive.stream().allMatch(this::isAdministered) ? Optional.of(officer) : Optional.empty();
    }

    private boolean isAdministered(Post post) {
        return administered().covers(post.division());
    }

    private static boolean isOpen(Post post) {
        return post.until() == null || post.until().isAfter(Instant.now());
    }

    private static Refused notKept() {
        return Refused.because("", "此人在您管理的范围以外还有岗位，请由上级系统管理员办理；您可以结束本单位的岗位");
    }
}
