package dev.upkeep.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds the order of the packages: imports go down only, never sideways. */
class PackageOrderTest {
    private static final String ROOT = "dev.upkeep.rest";
    private static final Map<String, Integer> LEVELS = Map.ofEntries(
            Map.entry("", 9),
            Map.entry(".metrics", 7),
            Map.entry(".internal.events", 8),
            Map.entry(".internal.health", 7),
            Map.entry(".internal.root", 7),
            Map.entry(".internal.logs", 7),
            Map.entry(".internal.process", 6),
            Map.entry(".internal.reload", 6),
            Map.entry(".internal.gate", 5),
            Map.entry(".internal.page", 4),
            Map.entry(".internal.limit", 4),
            Map.entry(".internal.problem", 3),
            Map.entry(".internal.reply", 2),
            Map.entry(".access", 2),
            Map.entry(".http", 1));

    private static final JavaClasses REST = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void everyPackageHasALevel() {
        assertThat(REST).extracting(JavaClass::getPackageName).allMatch(name -> level(name) > 0);
    }

    @Test
    void importsOnlyGoDown() {
        List<String> wrong = REST.stream()
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .filter(PackageOrderTest::isOurs)
                .filter(d -> level(d.getTargetClass().getPackageName())
                        >= level(d.getOriginClass().getPackageName()))
                .map(Dependency::getDescription)
                .toList();
        assertThat(wrong).isEmpty();
    }

    private static boolean isOurs(Dependency dependency) {
        String from = dependency.getOriginClass().getPackageName();
        String to = dependency.getTargetClass().getPackageName();
        return to.startsWith(ROOT) && !from.equals(to);
    }

    private static int level(String name) {
        return LEVELS.getOrDefault(name.substring(ROOT.length()), 0);
    }
}
