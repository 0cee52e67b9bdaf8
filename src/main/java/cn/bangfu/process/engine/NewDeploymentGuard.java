package cn.bangfu.process.engine;

import cn.bangfu.process.guard.Fault;
import cn.bangfu.process.guard.GuardBasis;
import cn.bangfu.process.guard.ModelFile;
import cn.bangfu.process.guard.ModelGuard;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The last door: whoever deploys, by whatever way, deploys nothing that carries code, and no diagram of the procedure that is not lawful
 * (H14, T19). It looks at new deployments only, so that a rule tightened later does not make released versions unreadable at the next
 * start.
 */
class NewDeploymentGuard implements Deployer {

    private final ModelBeans beans;
    private final ObjectProvider<GuardBasis> basis;

    NewDeploymentGuard(ModelBeans beans, ObjectProvider<GuardBasis> basis) {
        this.beans = beans;
        this.basis = basis;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew()) {
            return;
        }
        var files = deployment.getResources().values().stream()
                .map(resource -> new ModelFile(resource.getName(), resource.getBytes()))
                .toList();
        var faults = new ArrayList<Fault>();
        files.forEach(file -> faults.addAll(ModelGuard.hostile(file, beans.names())));
        if (faults.isEmpty() && files.stream().anyMatch(ModelGuard::isOfTheProcedure)) {
            faults.addAll(ModelGuard.faults(files, basis.getObject().around(files, false)));
        }
        if (!faults.isEmpty()) {
            throw new BadUserRequestException(
                    "不予部署：" + faults.stream().map(Fault::toString).collect(Collectors.joining("；")));
        }
    }
}
