package cn.bangfu.comparison;

import cn.bangfu.access.Actor;
import cn.bangfu.ledger.LedgerReading;
import cn.bangfu.shared.DivisionCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes in what departments send: all good rows of a file, or nothing of it. */
@Service
public class DepartmentFileService {

    private final DepartmentFiles files;

    DepartmentFileService(DepartmentFiles files) {
        this.files = files;
    }

    /** What became of a file. */
    public sealed interface Loading {

        /**
         * @param accepted rows taken in
         * @param peopleMatched how many different people of our households it names
         */
        record Loaded(int accepted, List<RefusedRow> refused, int peopleMatched) implements Loading {}

        /** The same file was taken in before; nothing is changed. */
        record Known() implements Loading {}

        /** @param message in Chinese: what is wrong with the file as a whole and what to do */
        record Refused(String message) implements Loading {}
    }

    /**
     * @param fileName as the department calls it
     * @param actor none for the demo county
     * @throws IOException if the file can't be read from the disk
     */
    @Transactional
    public Loading load(DivisionCode county, Register register, Path file, String fileName, @Nullable Actor actor)
            throws IOException {
        var hash = sha256(file);
        if (files.byHash(county, register, hash).isPresent()) {
            return new Loading.Known();
        }
        var records = new ArrayList<DepartmentRecord>();
        var refused = new ArrayList<RefusedRow>();
        var reading = DepartmentFileReader.read(register, file, records::add, refused::add);
        if (reading instanceof LedgerReading.Refused refusal) {
            return new Loading.Refused(refusal.message());
        }
        if (records.isEmpty() && refused.isEmpty()) {
            return new Loading.Refused("文件里没有“%s”的数据行，请核对表头和内容。".formatted(register.label()));
        }
        var id = files.add(
                county, register, fileName, hash, records, refused.size(), actor == null ? null : actor.officer());
        return new Loading.Loaded(records.size(), refused, files.peopleMatched(id));
    }

    private static byte[] sha256(Path file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
