package cn.bangfu.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Department;
import cn.bangfu.access.Division;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.OfficeKind;
import cn.bangfu.access.OfficerStore;
import cn.bangfu.access.Offices;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.evidence.EvidenceService.Receipt;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestPostgres;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationTest
class EvidenceServiceTest {

    private static final DivisionCode COUNTY = new DivisionCode("150625");

    @Autowired
    EvidenceService evidence;

    @Autowired
    OfficerStore officers;

    @Autowired
    Offices offices;

    @Autowired
    Divisions divisions;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPostgres.Database database;

    DivisionCode village;
    SignedInOfficer clerk;

    @BeforeEach
    void aClerk() {
        village = villages().get(6).code();
        clerk = officer(village, Role.VILLAGE_CLERK);
    }

    private List<Division> villages() {
        return divisions.villagesIn(COUNTY).stream()
                .filter(Division::holdsHouseholds)
                .toList();
    }

    private SignedInOfficer officer(DivisionCode division, Role role) {
        var at = division.at(role.level());
        var office = role == Role.DEPARTMENT_CLERK
                ? offices.department(at, Department.CIVIL_AFFAIRS).orElseThrow()
                : role == Role.AUDITOR
                        ? offices.in(DivisionScope.of(at)).stream()
                                .filter(o -> o.kind() == OfficeKind.AUDIT)
                                .findFirst()
                                .orElseThrow()
                        : offices.of(at).orElseThrow();
        return transaction.execute(status -> {
            var id = officers.addOfficer(
                    officers.addPerson("试员", null),
                    "e" + Long.toString(System.nanoTime(), 36),
                    "{noop}x",
                    false,
                    false);
            officers.addPost(id, office.id(), role, null);
            return officers.standing(id).orElseThrow().officer();
        });
    }

    private Receipt receive(String name, byte[] bytes) throws IOException {
        return evidence.receive(clerk, name, () -> new ByteArrayInputStream(bytes));
    }

    private EvidenceItem kept(String name, byte[] bytes) throws IOException {
        return ((Receipt.Kept) receive(name, bytes)).item();
    }

    private String refused(byte[] bytes) throws IOException {
        return ((Receipt.Refused) receive("文件", bytes)).message();
    }

    private byte[] copy(EvidenceItem item) throws IOException {
        var out = new ByteArrayOutputStream();
        evidence.copy(item, out);
        return out.toByteArray();
    }

    @Test
    void aFileComesBackByteForByte() throws IOException {
        var pdf = new byte[3 * (1 << 20) + 17];
        new Random(7).nextBytes(pdf);
        System.arraycopy("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), 0, pdf, 0, 9);
        var item = kept("扫描件.PDF", pdf);
        assertThat(copy(item)).isEqualTo(pdf);
        assertThat(item.name()).isEqualTo("扫描件.pdf");
        assertThat(item.hasThumbnail()).isFalse();
        assertThat(evidence.thumbnail(item)).isEmpty();
        // Sealed: nothing of it can be read in the database.
        assertThat(jdbc.sql("select count(*) from app.evidence_content where encode(sealed, 'hex') like ?")
                        .param("%" + HexFormat.of().formatHex(Arrays.copyOf(pdf, 9)) + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theSameBytesAreKeptOnce() throws IOException {
        var photo = Photographs.jpeg(50, 40);
        var first = kept("一.jpg", photo);
        var second = kept("二.jpg", photo);
        assertThat(first.id()).isNotEqualTo(second.id());
        assertThat(first.sha256()).isEqualTo(second.sha256());
        assertThat(jdbc.sql("select count(*) from app.evidence_content where encode(sha256, 'hex') = ?")
                        .param(first.sha256())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1,320,160", "3,320,160", "6,160,320", "8,160,320", "5,160,320"})
    void theThumbnailIsSmallAndUpright(int orientation, int width, int height) throws IOException {
        var item = kept("照片.jpg", Photographs.jpeg(1600, 800, orientation));
        var small =
                ImageIO.read(new ByteArrayInputStream(evidence.thumbnail(item).orElseThrow()));
        assertThat(small.getWidth()).isEqualTo(width);
        assertThat(small.getHeight()).isEqualTo(height);
        // The red half: left as taken, right upside down, above when turned right, below when turned left.
        var red =
                switch (orientation) {
                    case 1 -> at(small, 0.1, 0.5);
                    case 3 -> at(small, 0.9, 0.5);
                    case 6, 5 -> at(small, 0.5, 0.1);
                    default -> at(small, 0.5, 0.9);
                };
        assertThat(red.getRed()).isGreaterThan(200);
        assertThat(red.getBlue()).isLessThan(60);
        assertThat(copy(item)).hasSizeGreaterThan(1000);
    }

    private static Color at(BufferedImage image, double x, double y) {
        return new Color(image.getRGB((int) (image.getWidth() * x), (int) (image.getHeight() * y)));
    }

    @Test
    void whatIsNoPhotographAndNoScanIsRefusedWithAdvice() throws IOException {
        assertThat(refused("\0\0\0\u0018ftypheic\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1)))
                .contains("HEIC", "兼容性最佳");
        assertThat(refused("GIF89a".getBytes(StandardCharsets.US_ASCII))).contains("JPG、PNG、WebP");
        assertThat(refused("<html><script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII)))
                .contains("PDF");
        assertThat(refused(new byte[0])).contains("空");
        assertThat(refused(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0, 1, 2}))
                .contains("打不开");
        var large = Arrays.copyOf(Photographs.jpeg(20, 20), (int) EvidenceService.LIMIT + 1);
        assertThat(refused(large)).contains("15MB");
    }

    @Test
    void aPictureThatWouldFillTheMemoryIsRefused() throws IOException {
        var png = Photographs.png(20, 20);
        // Width and height stand at the start of the header.
        png[16] = 0;
        png[17] = 1;
        png[20] = 0;
        png[21] = 1;
        assertThat(refused(png)).contains("打不开");
    }

    @Test
    void aWebpPictureHasAThumbnailToo() throws IOException {
        // A lossless WebP of one pixel.
        var webp = Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
        var item = kept("照片.webp", webp);
        assertThat(item.type()).isEqualTo(EvidenceType.WEBP);
        assertThat(item.hasThumbnail()).isTrue();
    }

    @Test
    void aNameIsMadeHarmless() throws IOException {
        var photo = Photographs.png(20, 20);
        assertThat(kept("../../etc/\u202e照\u0000片.exe", photo).name()).isEqualTo("照片.png");
        assertThat(kept("C:\\手机\\㛃𠮷 签字.jpeg", photo).name()).isEqualTo("㛃𠮷 签字.png");
        assertThat(kept("", photo).name()).isEqualTo("材料.png");
    }

    @Test
    void whoMayReadFollowsFromTheCasesVillage() throws IOException {
        var item = kept("照片.png", Photographs.png(20, 20));
        var caseId = CaseId.next();
        var town = officer(village, Role.TOWN_CLERK);
        assertThat(evidence.find(item.id(), town)).isEmpty();
        transaction.execute(status -> evidence.attach(List.of(item.id()), clerk.id(), caseId, village));
        assertThat(evidence.find(item.id(), clerk)).isPresent();
        assertThat(evidence.find(item.id(), town)).isPresent();
        assertThat(evidence.find(item.id(), officer(village, Role.COUNTY_HEAD))).isPresent();
        assertThat(evidence.find(item.id(), officer(village, Role.AUDITOR))).isPresent();
        assertThat(evidence.find(item.id(), officer(villages().get(7).code(), Role.VILLAGE_CLERK)))
                .isEmpty();
        assertThat(evidence.find(item.id(), officer(village, Role.DEPARTMENT_CLERK)))
                .isEmpty();
        assertThat(evidence.find(item.id(), officer(village, Role.ADMINISTRATOR)))
                .isEmpty();
        assertThat(evidence.find(item.id(), officer(village, Role.PROCESS_OWNER)))
                .isEmpty();
        assertThat(evidence.find(UUID.randomUUID(), clerk)).isEmpty();
    }

    @Test
    void whatBelongsToACaseIsNeverChangedOrRemoved() throws IOException, SQLException {
        var item = kept("照片.png", Photographs.png(20, 20));
        var caseId = CaseId.next();
        transaction.execute(status -> evidence.attach(List.of(item.id()), clerk.id(), caseId, village));
        assertThat(evidence.faults(List.of(item.id()), clerk.id(), CaseId.next()))
                .hasSize(1);
        assertThat(evidence.faults(List.of(item.id()), clerk.id(), caseId)).isEmpty();
        for (var sql : List.of(
                "delete from app.evidence where id = ?",
                "update app.evidence set case_id = gen_random_uuid() where id = ?",
                "update app.evidence set village = '150625' where id = ?",
                "delete from app.evidence_content where sha256 = (select sha256 from app.evidence where id = ?)",
                "update app.evidence_content set sealed = '' where sha256 = (select sha256 from app.evidence where id = ?)")) {
            assertThatThrownBy(() -> jdbc.sql(sql).param(item.id()).update())
                    .as(sql)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void whatWasUploadedCannotBeExchangedBeforeItIsAttached() throws IOException {
        var item = kept("照片.png", Photographs.png(20, 20));
        assertThatThrownBy(() -> jdbc.sql("update app.evidence set sha256 = sha256(sha256) where id = ?")
                        .param(item.id())
                        .update())
                .isInstanceOf(DataAccessException.class);
    }
}
