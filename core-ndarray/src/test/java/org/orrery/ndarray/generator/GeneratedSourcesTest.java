package org.orrery.ndarray.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The generated sources are what the generator writes; the formatter has moved white space and Javadoc's asterisks. */
class GeneratedSourcesTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "src/main/java");

    @TestFactory
    Stream<DynamicTest> areWhatTheGeneratorWrites() throws IOException {
        Map<String, String> sources = KernelGenerator.sources(ROOT);
        assertThat(sources).isNotEmpty();
        return sources.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> check(e.getKey(), e.getValue())));
    }

    private static void check(String path, String expected) throws IOException {
        String found = bare(Files.readString(ROOT.resolve(path)));
        String wanted = bare(expected);
        int at = 0;
        while (at < Math.min(found.length(), wanted.length()) && found.charAt(at) == wanted.charAt(at)) {
            at++;
        }
        assertThat(found.equals(wanted))
                .withFailMessage(
                        "%s differs from what its generator writes: it has %n%s%nand should have%n%s%nRegenerate with%n"
                                + "java -cp core-ndarray/target/test-classes %s core-ndarray && mvn -N spotless:apply",
                        path, excerpt(found, at), excerpt(wanted, at), KernelGenerator.class.getName())
                .isTrue();
    }

    private static String bare(String source) {
        return source.replaceAll("[\\s*]+", "");
    }

    private static String excerpt(String text, int at) {
        return text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 80));
    }
}
