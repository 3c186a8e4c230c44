package org.orrery.bench.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** DESIGN sections 1, 2, 4 and 6, held over all artifacts; and a proof that each rule can fail. */
class ArchitectureTest {
    private static final Architecture ORRERY = new Architecture("org.orrery");
    private static final Architecture BAD = new Architecture("org.orrery.bench.architecture.bad");
    private static final Map<String, ArchRule> RULES = ORRERY.rules();
    private static final Map<String, ArchRule> BAD_RULES = BAD.rules();

    /** What is shipped: the classes of all artifacts, and of the test artifacts what other modules' tests see. */
    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") || location.contains("/testing/"))
            .importPackages("org.orrery");

    private static final JavaClasses LIBRARIES = SHIPPED.that(DescribedPredicate.describe(
            "are no tests", type -> !Architecture.place(type).matches(".*(/test-classes/|-tests\\.jar!/)")));

    private static final JavaClasses EXAMPLES = new ClassFileImporter().importPackages(BAD.root());

    static Set<String> ruleNames() {
        return new TreeSet<>(RULES.keySet());
    }

    @ParameterizedTest
    @MethodSource("ruleNames")
    void holds(String rule) {
        RULES.get(rule).check(LIBRARIES);
    }

    @Test
    void looksAtEveryModule() throws Exception {
        Set<String> places = new HashSet<>();
        LIBRARIES.forEach(type -> places.add(Architecture.place(type)));
        assertThat(Reactor.read().codeModules()).allSatisfy(module -> assertThat(places)
                .anySatisfy(place -> assertThat(place).contains("/" + module + "/target/")));
    }

    @Test
    void noPackageIsInTwoArtifacts() {
        assertThat(Architecture.splitPackages(SHIPPED)).isEmpty();
    }

    /** Each bad example breaks its rule. */
    @ParameterizedTest
    @CsvSource({
        "dependencies, bad.ndarray.CoreOnSparse",
        "dependencies, bad.plot.PlotOnSparse",
        "dependencies, bad.gmm.DomainOnDomain",
        "dependencies, bad.gps.DomainOnBenchmarks",
        "dependencies, bad.gps.DomainOnBackend",
        "dependencies, bad.backend.cuda.BackendOnSparse",
        "dependencies, bad.backend.cuda.BackendOnBackend",
        "threads, bad.sparse.Threads",
        "JShell, bad.sparse.List",
        "names, bad.sparse.SparseHelper",
        "bridges, bad.sparse.ShowsThirdParty",
        "printing, bad.sparse.Prints",
        "printing, bad.ndarray.parallel.Workers",
        "deserialisation, bad.sparse.Deserialises",
    })
    void canFail(String rule, String example) {
        assertThat(BAD_RULES.get(rule).evaluate(only(example)).hasViolation()).isTrue();
    }

    private static JavaClasses only(String example) {
        return EXAMPLES.that(
                DescribedPredicate.describe(example, type -> type.getName().endsWith(example)));
    }

    /** Each way to a thread is seen: the example has one method per way. */
    @Test
    void seesEveryWayToAThread() {
        var report = BAD.threadsComeFromTheParallelRuntime().evaluate(EXAMPLES).getFailureReport();
        var ways = EXAMPLES.get(BAD.root() + ".sparse.Threads").getMethods().stream()
                .filter(method -> !method.getName().startsWith("lambda$"));
        assertThat(ways).hasSizeGreaterThan(8).allSatisfy(way -> assertThat(report.getDetails())
                .anySatisfy(line -> assertThat(line).contains("Threads." + way.getName() + "(")));
    }

    /** What the rules allow stays allowed. */
    @ParameterizedTest
    @CsvSource({
        "dependencies, bad.gps.DomainOnShared",
        "threads, bad.ndarray.parallel.Workers",
        "bridges, bad.sparse.ThirdPartyBridge",
        "printing, bad.ndarray.parallel.Progress",
    })
    void canPass(String rule, String example) {
        JavaClasses classes = only(example);
        assertThat(classes).hasSize(1);
        BAD_RULES.get(rule).check(classes);
    }

    /** Compiled here, because the build's own compiler must not see the incubating module. */
    @Test
    void seesTheVectorApi(@TempDir Path folder) throws IOException {
        String body = " { jdk.incubator.vector.DoubleVector sum; }";
        List<String> options =
                new ArrayList<>(List.of("--add-modules", "jdk.incubator.vector", "-d", folder.toString()));
        for (String name : List.of("PlainSum", "VectorizedSum")) {
            Path source = folder.resolve(name + ".java");
            Files.writeString(source, "package " + BAD.root() + ".sparse; class " + name + body);
            options.add(source.toString());
        }
        var messages = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler().run(null, messages, messages, options.toArray(String[]::new));
        assertThat(status).as(messages.toString(StandardCharsets.UTF_8)).isZero();
        JavaClasses classes = new ClassFileImporter().importPaths(folder);
        var report = BAD.vectorApiStaysInVectorizedClasses().evaluate(classes).getFailureReport();
        assertThat(report.getDetails()).hasSize(1).first().asString().contains("PlainSum");
    }

    @Test
    void seesASplitPackage(@TempDir Path folder) throws IOException {
        Path one = copy(folder.resolve("one"), "sparse.List");
        Path two = copy(folder.resolve("two"), "sparse.Prints");
        JavaClasses classes = new ClassFileImporter().importPaths(one, two);
        assertThat(Architecture.splitPackages(classes)).containsOnlyKeys(BAD.root() + ".sparse");
    }

    private static Path copy(Path folder, String example) throws IOException {
        String file = (BAD.root() + "." + example).replace('.', '/') + ".class";
        Path copy = folder.resolve(file);
        Files.createDirectories(copy.getParent());
        try (var in = ArchitectureTest.class.getClassLoader().getResourceAsStream(file)) {
            Files.copy(in, copy);
        }
        return folder;
    }

    @Test
    void knowsWhatJShellImports() {
        assertThat(Architecture.jshellNames())
                .contains("File", "BigDecimal", "URI", "Path", "Random", "Future", "Function", "Preferences", "Pattern")
                .contains("Stream")
                .doesNotContain("Sampling", "Attributes", "Bits");
    }
}
