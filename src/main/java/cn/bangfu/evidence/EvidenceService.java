package cn.bangfu.evidence;

import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes photographs and scans in, and shows them to those who may see them. */
@Service
public class EvidenceService {

    /** What one file may weigh. */
    public static final long LIMIT = 15L << 20;

    private static final int LOOSE_LIMIT = 200;
    private static final int NAME_LIMIT = 120;

    /**
     * Roles that see the files of every case in their division. A department sees cases of the whole county, one step of each: it sees
     * what it uploaded itself.
     */
    private static final Set<Role> READERS =
            Arrays.stream(Role.values()).filter(Role::readsPersonal).collect(Collectors.toUnmodifiableSet());

    private final EvidenceStore store;

    EvidenceService(EvidenceStore store) {
        this.store = store;
    }

    /** Gives the bytes of an upload, each time from the start. */
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    /** What became of an upload. */
    public sealed interface Receipt {
        record Kept(EvidenceItem item) implements Receipt {}

        /** @param message in Chinese */
        record Refused(String message) implements Receipt {}
    }

    @Transactional
    public Receipt receive(SignedInOfficer officer, String name, Source source) throws IOException {
        store.removeForgotten(officer.id());
        if (store.loose(officer.id()) >= LOOSE_LIMIT) {
            return new Receipt.Refused("您已上传%d个还没有提交的文件，请先提交或删除草稿中的照片".formatted(LOOSE_LIMIT));
        }
        var digest = Sha256.digest();
        long size;
        byte[] head;
        try (var in = new DigestInputStream(source.open(), digest)) {
            head = in.readNBytes(EvidenceType.HEAD);
            size = head.length + skip(in);
        }
        if (size == 0) {
            return new Receipt.Refused("文件是空的，请重新选择");
        }
        if (size > LIMIT) {
            return new Receipt.Refused(
                    "文件不能超过15MB，这个文件有%dMB。请在手机上选“中等大小”发送，或压缩后再上传".formatted((size + (1 << 20) - 1) >> 20));
        }
        if (!(EvidenceType.read(head) instanceof EvidenceType.Reading.Read read)) {
            return new Receipt.Refused(((EvidenceType.Reading.Refused) EvidenceType.read(head)).message());
        }
        var type = read.type();
        if (type.isPicture() && !Pictures.isReadable(type, source)) {
            return new Receipt.Refused("这张照片打不开，可能已损坏或尺寸过大，请重新拍照或换一张");
        }
        var thumbnail = type.isPicture() ? Pictures.thumbnail(type, source) : null;
        try (var in = source.open()) {
            return new Receipt.Kept(store.add(
                    new EvidenceStore.NewEvidence(
                            UUID.randomUUID(),
                            plainName(name, type),
                            digest.digest(),
                            size,
                            type,
                            thumbnail,
                            thumbnail == null ? null : Pictures.look(thumbnail),
                            type.isPicture() ? Pictures.takenAt(type, source) : null,
                            officer.id()),
                    in));
        }
    }

    /** For a reader who may see it; empty also if there is no such file. */
    @Transactional(readOnly = true)
    public Optional<EvidenceItem> find(UUID id, SignedInOfficer reader) {
        return store.find(id).filter(item -> mayRead(item, reader));
    }

    @Transactional(readOnly = true)
    public void copy(EvidenceItem item, OutputStream target) throws IOException {
        store.copy(item.id(), target);
    }

    /** A small upright JPEG; empty where none could be made. */
    @Transactional(readOnly = true)
    public Optional<byte[]> thumbnail(EvidenceItem item) {
        return store.thumbnail(item.id());
    }

    /** The caller has checked who asks. */
    @Transactional(readOnly = true)
    public Optional<EvidenceItem> of(UUID id) {
        return store.find(id);
    }

    /** All files of a case. The caller has checked who asks. */
    @Transactional(readOnly = true)
    public List<EvidenceItem> of(CaseId caseId) {
        return store.of(caseId);
    }

    /**
     * Which of the files an officer cannot hand in with an answer, and why, in Chinese.
     *
     * @param caseId none if the answer opens a case
     */
    @Transactional(readOnly = true)
    public Map<UUID, String> faults(Collection<UUID> ids, OfficerId officer, @Nullable CaseId caseId) {
        return faults(ids, officer, caseId, null);
    }

    /** @param batch an act on many households: what came in with it may be handed in for each of them */
    @Transactional(readOnly = true)
    public Map<UUID, String> faults(
            Collection<UUID> ids, OfficerId officer, @Nullable CaseId caseId, @Nullable UUID batch) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var shared = batch == null ? Set.<UUID>of() : store.ofBatch(ids, batch);
        var known = store.findAll(ids).stream().collect(Collectors.toMap(EvidenceItem::id, item -> item));
        var faults = new HashMap<UUID, String>();
        for (var id : ids) {
            var item = known.get(id);
            if (item == null) {
                faults.put(id, "有照片或文件已不在系统里，请重新上传");
            } else if (!shared.contains(id)
                    && (item.caseId() == null
                            ? !item.uploadedBy().equals(officer)
                            : !item.caseId().equals(caseId))) {
                faults.put(
                        id,
                        item.caseId() != null && item.uploadedBy().equals(officer)
                                ? "有照片或文件已用于另一件案件，请为本案另行拍照上传"
                                : "有照片或文件不是您上传的，请重新上传");
            }
        }
        return faults;
    }

    /**
     * Makes the files part of a case, for good. Those that are already stay.
     *
     * @return all of them
     * @throws NoSuchElementException if {@link #faults} finds one
     */
    @Transactional
    public List<EvidenceItem> attach(Collection<UUID> ids, OfficerId officer, CaseId caseId, DivisionCode village) {
        return attach(ids, officer, caseId, village, null);
    }

    /**
     * @param batch an act on many households, to each of which the files belong
     * @throws NoSuchElementException if {@link #faults} finds one
     */
    @Transactional
    public List<EvidenceItem> attach(
            Collection<UUID> ids, OfficerId officer, CaseId caseId, DivisionCode village, @Nullable UUID batch) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var faults = faults(ids, officer, caseId, batch);
        if (!faults.isEmpty()) {
            throw new NoSuchElementException("evidence cannot be attached: " + faults.keySet());
        }
        store.attach(ids, caseId, village, batch);
        return store.findAll(ids);
    }

    private boolean mayRead(EvidenceItem item, SignedInOfficer reader) {
        var village = item.village();
        return item.uploadedBy().equals(reader.id())
                || village != null
                        && (reader.scope(READERS).covers(village)
                                || store.sharedWith(item.id()).stream()
                                        .anyMatch(other -> reader.scope(READERS).covers(other)));
    }

    /** Without path and unseen characters, with the ending of what it really is. */
    private static String plainName(String name, EvidenceType type) {
        var plain = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT && c != '"')
                .limit(NAME_LIMIT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        var dot = plain.lastIndexOf('.');
        var stem = (dot > 0 ? plain.substring(0, dot) : plain).strip();
        return (stem.isEmpty() ? "材料" : stem) + "." + type.extension();
    }

    /** Reads to the end, or until it is clear that the file is far too large. */
    private static long skip(InputStream in) throws IOException {
        var buffer = new byte[1 << 16];
        long total = 0;
        for (var n = in.read(buffer); n >= 0 && total <= LIMIT * 4; n = in.read(buffer)) {
            total += n;
        }
        return total;
    }
}
