package terse.it;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

/** The boundaries of the house that the module graph alone cannot hold. */
final class ArchitectureTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("terse");

  private static final String[] LINKS = {
    "terse.link..",
    "terse.code..",
    "terse.id..",
    "terse.feed..",
    "terse.cache..",
    "terse.visit..",
    "terse.epoch..",
    "terse.filter..",
    "terse.alias..",
    "terse.domain..",
    "terse.fault..",
    "terse.memory..",
    "terse.url..",
    "terse.key..",
    "terse.plan.."
  };
  private static final String[] ADAPTERS = {
    "terse.sql..", "terse.duckdb..", "terse.zookeeper..", "terse.redis..", "terse.cassandra.."
  };
  private static final String[] CLICKS = {"terse.click..", "terse.rollup..", "terse.report.."};

  @Test
  void linkDomainKnowsOnlyPureLibraries() {
    classes()
        .that(resideInAnyPackage(LINKS))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(LINKS)
                .or(
                    resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "org.jspecify..",
                        "org.bouncycastle..",
                        "com.github.f4b6a3..",
                        "org.apache.commons.collections4.bloomfilter..",
                        "com.ibm.icu..")))
        .check(PRODUCT);
  }

  /** A filter may be wrong, and what is wrong must not hide a link. */
  @Test
  void nothingThatFindsLinksKnowsTheFilterOfNames() {
    noClasses()
        .that(resideInAnyPackage("terse.link..", "terse.code..", "terse.server.redirect.."))
        .should()
        .dependOnClassesThat(resideInAPackage("terse.filter.."))
        .check(PRODUCT);
  }

  @Test
  void clickDomainStandsAlone() {
    classes()
        .that(resideInAnyPackage(CLICKS))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(CLICKS)
                .or(
                    resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "com.dynatrace.hash4j..",
                        "ua_parser..",
                        "org.yaml.snakeyaml..",
                        "com.maxmind.db..")))
        .check(PRODUCT);
  }

  @Test
  void adaptersDoNotKnowEachOther() {
    for (String adapter : ADAPTERS) {
      noClasses()
          .that(resideInAPackage(adapter))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(ADAPTERS)
                  .and(not(resideInAPackage(adapter)))
                  .or(resideInAPackage("terse.server..")))
          .check(PRODUCT);
    }
  }

  @Test
  void vertxAndNettyLiveOnlyInTheServer() {
    noClasses()
        .that(not(resideInAnyPackage("terse.server..", "terse.bench..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.vertx..", "io.netty.."))
        .check(PRODUCT);
  }

  @Test
  void redirectsDoNotKnowTheApi() {
    noClasses()
        .that(resideInAnyPackage("terse.server.redirect..", "terse.server.journal.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("terse.server.api..", "terse.server.web..", "io.vertx.."))
        .check(PRODUCT);
  }

  @Test
  void cliSpeaksHttpOnly() {
    noClasses()
        .that(resideInAPackage("terse.cli.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "terse.server..",
                "terse.sql..",
                "terse.duckdb..",
                "terse.zookeeper..",
                "terse.redis..",
                "terse.cassandra..",
                "terse.link.."))
        .check(PRODUCT);
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("terse.(*)..")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(resideInAnyPackage(CLICKS), resideInAnyPackage(CLICKS))
        .check(PRODUCT);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Dto|DTO|Common)$")
        .check(PRODUCT);
  }

  @Test
  void onlyTheCommandLinePrints() {
    GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(PRODUCT);
    noClasses()
        .that(not(resideInAnyPackage("terse.cli..", "terse.bench..", "terse.testkit..")))
        .and()
        .doNotHaveFullyQualifiedName("terse.server.Main")
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .check(PRODUCT);
  }
}
