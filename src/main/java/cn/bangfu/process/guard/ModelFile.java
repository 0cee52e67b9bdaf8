package cn.bangfu.process.guard;

import java.util.Arrays;

/** A file as it would be deployed. */
@SuppressWarnings("ArrayRecordComponent")
public record ModelFile(String name, byte[] content) {

    public ModelFile {
        content = content.clone();
    }

    @Override
    public byte[] content() {
        return content.clone();
    }

    /** Without the ending: the key of what is in it. */
    public String key() {
        var dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    public String ending() {
        var dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelFile file && name.equals(file.name) && Arrays.equals(content, file.content);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return name + " (" + content.length + ")";
    }
}
