package cn.bangfu.process.engine;

import java.util.Set;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** A closed list for tests without an application. */
class ModelBeansOf extends ModelBeans {

    private final Set<String> names;

    ModelBeansOf(String... names) {
        super(new StaticListableBeanFactory());
        this.names = Set.of(names);
    }

    @Override
    Set<String> names() {
        return names;
    }
}
