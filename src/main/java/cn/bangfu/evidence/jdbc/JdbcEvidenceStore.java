package cn.bangfu.evidence.jdbc;

import cn.bangfu.evidence.EvidenceItem;
import cn.bangfu.evidence.EvidenceStore;
import cn.bangfu.evidence.EvidenceType;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonalDataCipher;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Bytes in parts of one megabyte, each sealed together with its number and the number of all, so that none can be swapped or left out. */
@Repository
class JdbcEvidenceStore implements EvidenceStore {

    private static final int PART = 1 << 20;
    private static final String COLUMNS =
            "id, name, sha256, size, type, thumbnail is not null as drawn, uploaded_by, uploaded_at, case_id, village";

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;

    JdbcEvidenceStore(JdbcClient jdbc, PersonalDataCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    @Override
    public EvidenceItem add(NewEvidence evidence, InputStream content) throws IOException {
        var parts = (int) ((evidence.size() + PART - 1) / PART);
        for (var part = 0; part < parts; part++) {
            var bytes = content.readNBytes(PART);
            jdbc.sql("insert into app.evidence_content (sha256, part, sealed) values (?, ?, ?) on conflict do nothing")
                    .params(evidence.sha256(), part, cipher.seal(numbered(part, parts, bytes)))
                    .update();
        }
        jdbc.sql("""
                        insert into app.evidence (id, sha256, parts, size, type, name, thumbnail, look, taken_at, uploaded_by)
                        values (:id, :sha256, :parts, :size, :type, :name, :thumbnail, :look, :taken, :officer)
                        """)
                .param("id", evidence.id())
                .param("sha256", evidence.sha256())
                .param("parts", parts)
                .param("size", evidence.size())
                .param("type", evidence.type().mediaType())
                .param("name", cipher.seal(evidence.name()))
                .param("thumbnail", evidence.thumbnail() == null ? null : cipher.seal(evidence.thumbnail()))
                .param("look", evidence.look())
                .param("taken", evidence.takenAt() == null ? null : Timestamp.from(evidence.takenAt()))
                .param("officer", evidence.uploadedBy().value())
                .update();
        return find(evidence.id()).orElseThrow();
    }

    private static byte[] numbered(int part, int parts, byte[] bytes) {
        return ByteBuffer.allocate(8 + bytes.length)
                .putInt(part)
                .putInt(parts)
                .put(bytes)
                .array();
    }

    @Override
    public Optional<EvidenceItem> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from app.evidence where id = ?")
                .param(id)
                .query((row, n) -> item(row))
                .optional();
    }

    @Override
    public List<EvidenceItem> findAll(Collection<UUID> ids) {
        return jdbc.sql("select " + COLUMNS + " from app.evidence where id = any(?) order by uploaded_at, id")
                .param(ids.toArray(UUID[]::new))
                .query((row, n) -> item(row))
                .list();
    }

    @Override
    public List<EvidenceItem> of(CaseId caseId) {
        return jdbc.sql("select " + COLUMNS + " from app.evidence e where case_id = :case or exists ("
                        + "select 1 from app.evidence_share s where s.evidence_id = e.id and s.case_id = :case)"
                        + " order by uploaded_at, id")
                .param("case", caseId.value())
                .query((row, n) -> item(row))
                .list();
    }

    private EvidenceItem item(ResultSet row) throws SQLException {
        var caseId = row.getObject("case_id", UUID.class);
        var village = row.getString("village");
        var mediaType = row.getString("type");
        return new EvidenceItem(
                row.getObject("id", UUID.class),
                cipher.open(row.getBytes("name")),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                row.getLong("size"),
                Arrays.stream(EvidenceType.values())
                        .filter(type -> type.mediaType().equals(mediaType))
                        .findFirst()
                        .orElseThrow(),
                row.getBoolean("drawn"),
                new OfficerId(row.getObject("uploaded_by", UUID.class)),
                row.getTimestamp("uploaded_at").toInstant(),
                caseId == null ? null : new CaseId(caseId),
                village == null ? null : new DivisionCode(village));
    }

    @Override
    public void copy(UUID id, OutputStream target) throws IOException {
        record Place(byte[] sha256, int parts) {}
        var place = jdbc.sql("select sha256, parts from app.evidence where id = ?")
                .param(id)
                .query((row, n) -> new Place(row.getBytes(1), row.getInt(2)))
                .single();
        for (var part = 0; part < place.parts(); part++) {
            var sealed = jdbc.sql("select sealed from app.evidence_content where sha256 = ? and part = ?")
                    .params(place.sha256(), part)
                    .query((row, n) -> row.getBytes(1))
                    .single();
            var bytes = ByteBuffer.wrap(cipher.openBytes(sealed));
            if (bytes.getInt() != part || bytes.getInt() != place.parts()) {
                throw new IOException("the parts of evidence " + id + " do not belong together");
            }
            target.write(bytes.array(), bytes.position(), bytes.remaining());
        }
    }

    @Override
    public Optional<byte[]> thumbnail(UUID id) {
        return jdbc.sql("select thumbnail from app.evidence where id = ? and thumbnail is not null")
                .param(id)
                .query((row, n) -> cipher.openBytes(row.getBytes(1)))
                .optional();
    }

    @Override
    public void attach(Collection<UUID> ids, CaseId caseId, DivisionCode village, @Nullable UUID batch) {
        jdbc.sql("""
                        update app.evidence set case_id = ?, village = ?, batch_id = ?, attached_at = app.legal_now()
                        where id = any(?) and case_id is null
                        """)
                .params(caseId.value(), village.value(), batch, ids.toArray(UUID[]::new))
                .update();
        if (batch != null) {
            jdbc.sql("""
                            insert into app.evidence_share (evidence_id, batch_id, case_id, village)
                            select id, batch_id, :case, :village from app.evidence
                            where id = any(:ids) and batch_id = :batch and case_id <> :case
                            on conflict do nothing
                            """)
                    .param("case", caseId.value())
                    .param("village", village.value())
                    .param("ids", ids.toArray(UUID[]::new))
                    .param("batch", batch)
                    .update();
        }
    }

    @Override
    public Set<UUID> ofBatch(Collection<UUID> ids, UUID batch) {
        return jdbc.sql("select id from app.evidence where id = any(?) and batch_id = ?")
                .params(ids.toArray(UUID[]::new), batch)
                .query(UUID.class)
                .set();
    }

    @Override
    public Set<DivisionCode> sharedWith(UUID id) {
        return jdbc.sql("select village from app.evidence_share where evidence_id = ?")
                .param(id)
                .query((row, n) -> new DivisionCode(row.getString(1)))
                .set();
    }

    @Override
    public int loose(OfficerId officer) {
        return jdbc.sql("select count(*) from app.evidence where uploaded_by = ? and case_id is null")
                .param(officer.value())
                .query(Integer.class)
                .single();
    }

    @Override
    public void removeForgotten(OfficerId officer) {
        var removed = jdbc.sql("""
                        delete from app.evidence
                        where uploaded_by = ? and case_id is null and uploaded_at < app.legal_now() - interval '30 days'
                        returning sha256
                        """)
                .param(officer.value())
                .query((row, n) -> row.getBytes(1))
                .list();
        for (var sha256 : removed) {
            jdbc.sql("""
                            delete from app.evidence_content c
                            where c.sha256 = ? and not exists (select 1 from app.evidence e where e.sha256 = c.sha256)
                            """).param(sha256).update();
        }
    }
}
