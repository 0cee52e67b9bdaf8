package cn.bangfu;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Who may touch what: the rooms of the house. */
class RoomsTest {

    private static JavaClasses product;

    @BeforeAll
    static void read() {
        product = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("cn.bangfu");
    }

    @Test
    void featuresUseOnlyWhatTheyDeclare() {
        ApplicationModules.of(BangfuApplication.class).verify();
    }

    @Test
    void onlyTheEngineRoomKnowsTheEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("cn.bangfu.process..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..")
                .check(product);
    }

    @Test
    void sharedNeedsNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage("cn.bangfu.shared..")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("cn.bangfu.shared..", "java..", "javax.crypto..", "org.jspecify..")
                .check(product);
    }

    @Test
    void sqlStaysInJdbc() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "cn.bangfu", "..jdbc..", "cn.bangfu.process.engine..", "cn.bangfu.process.gateway")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.jdbc..", "java.sql..")
                .check(product);
    }

    @Test
    void webStaysInWeb() {
        noClasses()
                .that()
                .resideInAPackage("..jdbc..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.web..", "jakarta.servlet..")
                .check(product);
    }

    @Test
    void pagesNeverReachTheEngineOrTheTables() {
        noClasses()
                .that()
                .resideInAPackage("cn.bangfu.(*).web..")
                .and()
                .resideOutsideOfPackage("cn.bangfu.process..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("cn.bangfu.process..", "..jdbc..")
                .check(product);
    }
}
