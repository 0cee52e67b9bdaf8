package cn.bangfu.access.demo;

import cn.bangfu.access.OfficerStore;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** A production system does not start on a database that was a demo. */
@Component
@Profile("production")
class NoDemoOfficials implements InitializingBean {

    private final OfficerStore officers;

    NoDemoOfficials(OfficerStore officers) {
        this.officers = officers;
    }

    @Override
    public void afterPropertiesSet() {
        if (officers.anyDemoOfficer()) {
            throw new DemoOfficialsInProduction();
        }
    }
}
