package cn.bangfu.process.guard;

/**
 * Why a file is refused.
 *
 * @param element id of what is wrong in it; empty where it is the whole file
 * @param message in Chinese: which element, what is wrong, what to do
 */
public record Fault(String file, String element, String message) {

    @Override
    public String toString() {
        return file + "：" + message;
    }
}
