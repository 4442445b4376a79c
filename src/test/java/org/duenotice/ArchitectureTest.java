package org.duenotice;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;

@AnalyzeClasses(packages = "org.duenotice", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyTheProcessPackageKnowsTheEngine = noClasses()
            .that()
            .resideOutsideOfPackage("org.duenotice.process..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.camunda..");

    @ArchTest
    static final ArchRule theProcessPackageAsksServicesAndNeverTheDatabase = noClasses()
            .that()
            .resideInAPackage("org.duenotice.process..")
            .and()
            .resideOutsideOfPackage("org.duenotice.process.identity..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.jdbc..", "java.sql..");

    @ArchTest
    static final ArchRule timeComesFromTheClockOfTheApplication = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    /** Such a stream keeps its connection until somebody closes it. */
    @ArchTest
    static final ArchRule rowsAreReadAsAList = noClasses()
            .should()
            .callMethodWhere(JavaCall.Predicates.target(HasName.Predicates.name("stream"))
                    .and(JavaCall.Predicates.target(
                            HasOwner.Predicates.With.owner(assignableTo(JdbcClient.MappedQuerySpec.class)))))
            .as("no stream of a query");

    @ArchTest
    static final ArchRule namesSayWhatThingsAre = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("MappingImpl") // generated
            .should()
            .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Dto)\\d*")
            .as("no Manager, Helper, Util, Impl or Dto");

    @Test
    void eachModuleUsesOnlyWhatItSaysItUses() {
        ApplicationModules.of(Application.class).verify();
    }
}
