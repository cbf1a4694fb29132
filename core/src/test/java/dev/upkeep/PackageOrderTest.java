package dev.upkeep;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds the order of the packages: imports go down only, never sideways, and who decides does not act. */
class PackageOrderTest {
    private static final Map<String, Integer> LEVELS = levels();

    private static final String[] PURE = {
        "dev.upkeep.process",
        "dev.upkeep.restart",
        "dev.upkeep.health",
        "dev.upkeep.route",
        "dev.upkeep.log",
        "dev.upkeep.spec",
        "dev.upkeep.internal.cron",
        "dev.upkeep.internal.lifecycle",
        "dev.upkeep.internal.plan",
        "dev.upkeep.internal.order",
        "dev.upkeep.internal.config.problem",
        "dev.upkeep.internal.config.rules",
        "dev.upkeep.internal.config.schema"
    };

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.upkeep");

    private static Map<String, Integer> levels() {
        Map<String, Integer> levels = new TreeMap<>();
        put(levels, 7, "dev.upkeep");
        put(levels, 6, "dev.upkeep.config");
        put(levels, 5, "dev.upkeep.internal.config.keys");
        put(levels, 4, "dev.upkeep.internal.config.schema", "dev.upkeep.internal.config.rules");
        put(levels, 6, "dev.upkeep.internal.launch");
        put(
                levels,
                5,
                "dev.upkeep.internal.output",
                "dev.upkeep.internal.tree",
                "dev.upkeep.internal.probe",
                "dev.upkeep.internal.source");
        put(levels, 5, "dev.upkeep.internal.order", "dev.upkeep.internal.plan");
        put(levels, 4, "dev.upkeep.tls", "dev.upkeep.internal.system");
        put(levels, 4, "dev.upkeep.internal.lifecycle", "dev.upkeep.internal.gate");
        put(levels, 3, "dev.upkeep.spec", "dev.upkeep.spi");
        put(levels, 3, "dev.upkeep.internal.config.yaml", "dev.upkeep.internal.linux");
        put(levels, 2, "dev.upkeep.restart", "dev.upkeep.health", "dev.upkeep.route", "dev.upkeep.log");
        put(levels, 2, "dev.upkeep.internal.config.problem", "dev.upkeep.internal.cron");
        put(levels, 1, "dev.upkeep.process");
        return levels;
    }

    private static void put(Map<String, Integer> levels, int level, String... packages) {
        for (String name : packages) {
            levels.put(name, level);
        }
    }

    @Test
    void everyPackageHasALevel() {
        assertThat(CORE).extracting(JavaClass::getPackageName).isSubsetOf(LEVELS.keySet());
    }

    @Test
    void importsOnlyGoDown() {
        List<String> wrong = CORE.stream()
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .filter(PackageOrderTest::isOurs)
                .filter(d -> level(d.getTargetClass()) >= level(d.getOriginClass()))
                .map(Dependency::getDescription)
                .toList();
        assertThat(wrong).isEmpty();
    }

    @Test
    void whoDecidesTouchesNoClockThreadFileOrSocket() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..",
                        "java.nio.channels..",
                        "java.net.http..",
                        "java.util.concurrent.locks..",
                        "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.nio\\.file\\.Files|java\\.util\\.concurrent\\..*(Executor|Thread|Timer).*"
                        + "|java\\.lang\\.Thread|java\\.time\\.Clock|java\\.util\\.Random"
                        + "|java\\.util\\.concurrent\\.ThreadLocalRandom")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                .check(CORE);
    }

    @Test
    void onlyOnePackageKnowsTheParserOfYaml() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.upkeep.internal.config.yaml")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.snakeyaml..")
                .check(CORE);
    }

    @Test
    void onlyOneClassKnowsTheLibraryForCron() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.upkeep.internal.cron.Expression")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.cronutils..")
                .check(CORE);
    }

    private static boolean isOurs(Dependency dependency) {
        String from = dependency.getOriginClass().getPackageName();
        String to = dependency.getTargetClass().getPackageName();
        return to.startsWith("dev.upkeep") && !from.equals(to);
    }

    private static int level(JavaClass type) {
        return LEVELS.getOrDefault(type.getPackageName(), 0);
    }
}
