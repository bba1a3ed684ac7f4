package sacred;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The walls between modules, libraries and the outside world. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("sacred");

    /** A library and the only packages that may know it. */
    private record Wall(String library, String... allowed) {}

    private static final List<Wall> WALLS = List.of(
            new Wall("dev.langchain4j..", "sacred.providers.langchain.."),
            new Wall("org.jline..", "sacred.app.term..", "sacred.app.line.."),
            new Wall("org.jline.reader..", "sacred.app.line.."),
            new Wall("com.googlecode.lanterna..", "sacred.app.term.."),
            new Wall("org.commonmark..", "sacred.app.text.."),
            new Wall("org.apache.hc..", "sacred.cognition.tool.web.."),
            new Wall("org.jsoup..", "sacred.cognition.tool.web.."),
            new Wall("org.yaml.snakeyaml..", "sacred.app.config.."),
            new Wall("org.apache.commons.cli..", "sacred.app.cli.."),
            new Wall(
                    "com.fasterxml.jackson..",
                    "sacred.timeline.journal..",
                    "sacred.providers.wire..",
                    "sacred.providers.langchain..",
                    "sacred.providers.builtin..",
                    "sacred.providers.cache..",
                    "sacred.cognition..",
                    "sacred.app.compare..",
                    "sacred.app.find..",
                    "sacred.app.stats..",
                    "sacred.app.telemetry..",
                    "sacred.app.trace..",
                    "sacred.app.export..",
                    "sacred.app.redact..",
                    "sacred.app.intake.."));

    /** Who may touch the standard streams, the environment and the clocks; everybody else is handed them. */
    private static final Set<String> OWNERS_OF_THE_OUTSIDE = Set.of("sacred.app.Main");

    /** What is outside, as class to members. */
    private static final Map<String, Set<String>> OUTSIDE = Map.ofEntries(
            Map.entry("java.lang.System", Set.of("out", "err", "in", "getenv", "currentTimeMillis", "nanoTime")),
            Map.entry("java.time.Instant", Set.of("now")),
            Map.entry("java.time.LocalDate", Set.of("now")),
            Map.entry("java.time.LocalTime", Set.of("now")),
            Map.entry("java.time.LocalDateTime", Set.of("now")),
            Map.entry("java.time.OffsetDateTime", Set.of("now")),
            Map.entry("java.time.ZonedDateTime", Set.of("now")),
            Map.entry("java.time.Year", Set.of("now")),
            Map.entry("java.time.YearMonth", Set.of("now")),
            Map.entry("java.time.InstantSource", Set.of("system")),
            Map.entry("java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system", "tick", "tickMillis")));

    @Test
    void enoughClassesAreExamined() {
        for (String module : Sources.MODULES) {
            long seen = CLASSES.stream()
                    .filter(c -> c.getPackageName().matches("sacred\\." + module + "(\\..*)?"))
                    .count();
            assertTrue(seen >= 5, "only " + seen + " classes seen in " + module);
        }
        assertTrue(CLASSES.size() > 60, "only " + CLASSES.size() + " classes seen");
        assertTrue(CLASSES.stream().noneMatch(c -> c.getSimpleName().endsWith("Test")), "tests were examined");
    }

    @Test
    void modulesKnowOnlyThoseToTheirLeft() {
        for (int left = 0; left < Sources.MODULES.size(); left++) {
            for (String right : Sources.MODULES.subList(left + 1, Sources.MODULES.size())) {
                noClasses()
                        .that()
                        .resideInAPackage("sacred." + Sources.MODULES.get(left) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("sacred." + right + "..")
                        .check(CLASSES);
            }
        }
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("sacred.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @FieldSource("WALLS")
    void aLibraryIsKnownOnlyBehindItsWall(Wall wall) {
        assertTrue(
                users(wall.library()) > 0,
                "nobody uses " + wall.library() + ": is the name of the library still right?");

        check(wall);
    }

    @Test
    void theOutsideIsTouchedOnlyByItsOwners() {
        List<String> touches = CLASSES.stream()
                .filter(c -> !OWNERS_OF_THE_OUTSIDE.contains(topLevel(c)))
                .flatMap(ArchitectureTest::touches)
                .toList();

        assertEquals(List.of(), touches);
    }

    @Test
    void aCallAFieldAndAMethodReferenceToTheOutsideAreSeen() {
        JavaClasses classes = new ClassFileImporter().importClasses(Touching.class);

        List<String> touches =
                classes.stream().flatMap(ArchitectureTest::touches).sorted().toList();

        assertEquals(4, touches.size(), touches.toString());
    }

    /** Touches the outside in each of the ways that Java has. */
    private static final class Touching {
        final Supplier<Instant> reference = Instant::now;
        final LongSupplier lambda = () -> System.nanoTime();

        Map<String, String> call() {
            System.out.flush();
            return System.getenv();
        }
    }

    private static void check(Wall wall) {
        noClasses()
                .that()
                .resideOutsideOfPackages(wall.allowed())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(wall.library())
                .check(CLASSES);
    }

    private static long users(String library) {
        String prefix = library.replace("..", ".");
        return CLASSES.stream()
                .filter(c -> c.getDirectDependenciesFromSelf().stream()
                        .anyMatch(d -> d.getTargetClass().getName().startsWith(prefix)))
                .count();
    }

    private static Stream<String> touches(JavaClass from) {
        return from.getAccessesFromSelf().stream()
                .filter(ArchitectureTest::isOutside)
                .map(JavaAccess::getDescription);
    }

    private static boolean isOutside(JavaAccess<?> access) {
        return OUTSIDE.getOrDefault(access.getTargetOwner().getName(), Set.of())
                .contains(access.getTarget().getName());
    }

    private static String topLevel(JavaClass type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
