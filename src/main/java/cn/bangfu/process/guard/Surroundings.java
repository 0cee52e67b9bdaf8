package cn.bangfu.process.guard;

import cn.bangfu.process.ProcessVariable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a file is measured against. */
public interface Surroundings {

    /** The form of this key that would be released with the diagram. */
    Optional<ModelFile> form(String key);

    /** The file as it came with the product: what the program relies on in it. */
    Optional<ModelFile> shipped(String fileName);

    /** Beans that a service task may name. */
    Set<String> delegates();

    /** Keys of processes that may be called. */
    Set<String> processes();

    /** What the program sets and reads in a process, by name. */
    Map<String, ProcessVariable<?>> variables(String processKey);

    /** What the counties here lay down of the order of steps. */
    CountyOrder order();
}
