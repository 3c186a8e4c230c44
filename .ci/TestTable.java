import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Prints what the tests of a build did: a row per module with the tests that ran, failed and were skipped, and a row per reason for skipping.
 * Arguments: the root folder, the instant when the build began (older reports are left out), the tags whose tests were left out (may be
 * empty). Run as {@code java .ci/TestTable.java . 2026-01-01T00:00:00Z slow}.
 */
final class TestTable {
    private int run;
    private int failed;
    private int skipped;
    private final Map<String, Integer> reasons = new TreeMap<>();

    public static void main(String[] args) throws IOException, ParserConfigurationException, SAXException {
        Path root = Path.of(args[0]);
        Instant begin = Instant.parse(args[1]);
        Map<String, TestTable> modules = new TreeMap<>();
        for (Path report : reports(root)) {
            if (!Files.getLastModifiedTime(report).toInstant().isBefore(begin)) {
                String module = root.relativize(report).getName(0).toString();
                modules.computeIfAbsent(module, name -> new TestTable()).add(report);
            }
        }
        System.out.println("Tests of this build, on JDK " + Runtime.version());
        System.out.printf("%-20s %7s %7s %7s  %s%n", "module", "run", "failed", "skipped", "why skipped");
        TestTable total = new TestTable();
        modules.forEach((name, module) -> {
            module.print(name);
            total.run += module.run;
            total.failed += module.failed;
            total.skipped += module.skipped;
        });
        total.print("all");
        if (args.length > 2 && !args[2].isBlank()) {
            System.out.println("Left out: tests tagged " + args[2] + " (profile full runs them)");
        }
    }

    private static List<Path> reports(Path root) throws IOException {
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve("target/surefire-reports"))
                    .filter(Files::isDirectory)
                    .flatMap(TestTable::list)
                    .filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Path> list(Path folder) {
        try {
            return Files.list(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Path report) throws IOException, ParserConfigurationException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        var cases = builder.parse(report.toFile()).getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            if (test.getElementsByTagName("skipped").item(0) instanceof Element skip) {
                skipped++;
                reasons.merge(reason(skip, test), 1, Integer::sum);
            } else {
                run++;
                if (has(test, "failure") || has(test, "error")) {
                    failed++;
                }
            }
        }
    }

    private static boolean has(Element test, String tag) {
        return test.getElementsByTagName(tag).getLength() > 0;
    }

    /** The message of an assumption or of a disabled test, without the exception that carried it. */
    private static String reason(Element skip, Element test) {
        String text = skip.getAttribute("message").isBlank() ? skip.getTextContent() : skip.getAttribute("message");
        String line = text.strip()
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^[\\w.$]+(Exception|Error)(: |$)", "")
                .replaceFirst("^Assumption failed(: |$)", "")
                .strip();
        return line.isEmpty() || line.startsWith("assumption is ")
                ? "no reason given by " + test.getAttribute("classname") + "." + test.getAttribute("name")
                : line;
    }

    private void print(String name) {
        System.out.printf("%-20s %7d %7d %7d%n", name, run, failed, skipped);
        reasons.forEach((reason, count) -> System.out.printf("%-20s %7s %7s %7d  %s%n", "", "", "", count, reason));
    }
}
