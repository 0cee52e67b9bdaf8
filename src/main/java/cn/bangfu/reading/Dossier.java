package cn.bangfu.reading;

import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.audit.StepRecords;
import cn.bangfu.audit.TrailKeys;
import cn.bangfu.audit.TrailProof;
import cn.bangfu.audit.TrailRoots;
import cn.bangfu.evidence.EvidenceItem;
import cn.bangfu.evidence.EvidenceService;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.paper.PdfPrinter;
import cn.bangfu.policy.TrainingTime;
import cn.bangfu.shared.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 一户一档: one case to take away, as a paper and as a package that can be checked without this system. Who takes it is printed on each
 * page and signed with the package.
 */
@Service
public class Dossier {

    /** A root that vouches for more is named only; its list stays in the system. */
    private static final int MOST_ENTRIES = 50_000;

    private static final String README = """
            一户一档 %s
            带走人：%s　带走时间：%s

            一、文件有没有被改动（在本文件夹里执行，不需要本系统）：

                sha256sum -c SHA256SUMS

            Windows 上在本文件夹里打开 PowerShell 执行（单个文件也可用 certutil -hashfile 文件名 SHA256）：

                Get-Content SHA256SUMS -Encoding UTF8 | ForEach-Object { $h, $f = $_ -split '  ', 2; if ((Get-FileHash -LiteralPath $f -Algorithm SHA256).Hash -ne $h) { '不相符：' + $f; $bad = 1 } }; if (-not $bad) { '全部相符' }

            二、清单是不是本系统签发的（key.pem 的指纹请与单位保存的核对）：

                openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig

            三、留痕链有没有断（trail/events.tsv 每行：序号、上一条校验值、本条校验值、内容；校验值=SHA-256(上一条校验值+内容)）：

                python3 -c "import hashlib;p='';[(exit('断在第'+s) if a!=p or hashlib.sha256(bytes.fromhex(a)+t.encode()).hexdigest()!=h else globals().update(p=h)) for s,a,h,t in (l.rstrip('\\n').split('\\t',3) for l in open('trail/events.tsv',encoding='utf-8'))];print('链完整')"

            四、封印（trail/root.txt）是本系统对当时全部留痕的签名，可与另行保存的比对：

                openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in trail/root.txt -sigfile trail/root.sig

            目录：dossier.pdf 全部表单和经过；records/ 每次填写的表单和内容；evidence/ 照片和扫描件原件；diagrams/ 当时的流程图；trail/ 留痕链和封印。
            文件中的姓名、号码已隐去，照片和扫描件是原件。
            """;

    private final CaseStories stories;
    private final StepRecords records;
    private final EvidenceService evidence;
    private final CaseHistory history;
    private final TrailProof proof;
    private final TrailRoots roots;
    private final TrailKeys keys;
    private final PdfPrinter printer;
    private final TrainingTime training;

    Dossier(
            CaseStories stories,
            StepRecords records,
            EvidenceService evidence,
            CaseHistory history,
            TrailProof proof,
            TrailRoots roots,
            TrailKeys keys,
            PdfPrinter printer,
            TrainingTime training) {
        this.stories = stories;
        this.records = records;
        this.evidence = evidence;
        this.history = history;
        this.proof = proof;
        this.roots = roots;
        this.keys = keys;
        this.printer = printer;
        this.training = training;
    }

    @Transactional(readOnly = true)
    public byte[] pdf(IdentificationCase read, SignedInOfficer reader) {
        return pdf(stories.of(read), reader);
    }

    private byte[] pdf(CaseStory story, SignedInOfficer reader) {
        return printer.archive(DossierPage.of(story, evidence.of(story.of().id()), reader.name(), training.active()));
    }

    @Transactional(readOnly = true)
    public byte[] zip(IdentificationCase read, SignedInOfficer reader) {
        var files = new TreeMap<String, byte[]>();
        var story = stories.of(read);
        files.put("dossier.pdf", pdf(story, reader));
        putRecords(read, story, files);
        putEvidence(read, files);
        putDiagrams(read, files);
        putTrail(read, files);
        files.put("key.pem", text(roots.publicKey(keys.current()).orElse("")));
        files.put("README.txt", text(README.formatted(read.number().value(), reader.name(), DossierPage.now())));
        var manifest = files.entrySet().stream()
                .map(file -> Sha256.hex(file.getValue()) + "  " + file.getKey() + "\n")
                .collect(Collectors.joining());
        files.put("SHA256SUMS", text(manifest));
        files.put("SHA256SUMS.sig", keys.sign(text(manifest)));
        return packed("dossier-" + read.number().value(), files);
    }

    private void putRecords(IdentificationCase read, CaseStory story, Map<String, byte[]> files) {
        var byRecord = story.entries().stream()
                .filter(entry -> entry.record() != null)
                .collect(Collectors.toMap(CaseStory.Entry::record, entry -> entry));
        for (var record : records.of(read.id())) {
            var entry = byRecord.get(record.seq());
            var lines = new StringBuilder("环节\t%s\n时间\t%s\n办理人\t%s\n表单\t%s（SHA-256 %s）\n流程图\t%s 第%d版\n\n"
                    .formatted(
                            record.element(),
                            DossierPage.second(record.at()),
                            record.actorName() + "（" + record.office() + "）",
                            record.formKey(),
                            record.formHash(),
                            record.processKey(),
                            record.processVersion()));
            if (entry != null) {
                entry.answers().forEach(answer -> lines.append(answer.label())
                        .append('\t')
                        .append(answer.value().replace("\n", " "))
                        .append(
                                answer.before() == null
                                        ? ""
                                        : "\t（原为：" + answer.before().replace("\n", " ") + "）")
                        .append('\n'));
            }
            files.put("records/%06d-%s.txt".formatted(record.seq(), record.formKey()), text(lines.toString()));
        }
    }

    private void putEvidence(IdentificationCase read, Map<String, byte[]> files) {
        var number = 0;
        for (EvidenceItem item : evidence.of(read.id())) {
            number++;
            var content = new ByteArrayOutputStream((int) item.size());
            try {
                evidence.copy(item, content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            files.put("evidence/%03d.%s".formatted(number, item.type().extension()), content.toByteArray());
        }
    }

    private void putDiagrams(IdentificationCase read, Map<String, byte[]> files) {
        for (var run : history.runs(read.id())) {
            history.diagram(run.definition())
                    .ifPresent(xml -> files.put("diagrams/" + run.key() + "-" + run.version() + ".bpmn", text(xml)));
        }
    }

    private void putTrail(IdentificationCase read, Map<String, byte[]> files) {
        var links = proof.links(read.id());
        files.put(
                "trail/events.tsv",
                text(links.stream()
                        .map(link ->
                                link.seq() + "\t" + link.previous() + "\t" + link.hash() + "\t" + link.text() + "\n")
                        .collect(Collectors.joining())));
        if (links.isEmpty()) {
            return;
        }
        roots.covering(read.id().toString(), links.get(links.size() - 1).seq())
                .or(() -> roots.covering(read.id().toString(), 1))
                .ifPresent(root -> {
                    files.put("trail/root.txt", text(root.text()));
                    files.put("trail/root.sig", Base64.getDecoder().decode(root.signature()));
                    if (root.entries() <= MOST_ENTRIES) {
                        files.put("trail/root-entries.txt", text(String.join("\n", roots.entries(root.seq())) + "\n"));
                    }
                });
    }

    private static byte[] packed(String folder, Map<String, byte[]> files) {
        var packed = new ByteArrayOutputStream(1 << 16);
        try (var zip = new ZipOutputStream(packed, StandardCharsets.UTF_8)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(folder + "/" + file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
