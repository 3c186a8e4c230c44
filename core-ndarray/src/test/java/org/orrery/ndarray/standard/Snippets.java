package org.orrery.ndarray.standard;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.orrery.ndarray.NdArray;

/** Compiles and runs single expressions, as they would be written in a program or in JShell. */
final class Snippets {
    private static final String HEAD =
            """
            import static org.orrery.ndarray.Nd.*;
            import org.orrery.ndarray.*;
            public class Snippet {
            """;

    private Snippets() {}

    /**
     * Compiles expressions, each a method of one class, and gives what they return.
     *
     * @param folder where files may be written
     * @param fields declarations that the expressions may use
     * @param expressions the expressions
     */
    static List<Object> run(Path folder, String fields, List<String> expressions)
            throws IOException, ReflectiveOperationException {
        StringBuilder s = new StringBuilder(HEAD).append(fields);
        for (int i = 0; i < expressions.size(); i++) {
            s.append("public static Object e%d() {\nreturn %s;\n}\n".formatted(i, expressions.get(i)));
        }
        List<String> errors = compile(folder, s.append("}\n").toString());
        if (!errors.isEmpty()) {
            throw new AssertionError(errors);
        }
        List<Object> results = new ArrayList<>();
        try (URLClassLoader loader = loader(folder)) {
            Class<?> c = loader.loadClass("Snippet");
            for (int i = 0; i < expressions.size(); i++) {
                try {
                    results.add(c.getMethod("e" + i).invoke(null));
                } catch (InvocationTargetException e) {
                    throw new AssertionError(expressions.get(i), e.getCause());
                }
            }
        }
        return results;
    }

    /** The errors of compiling statements; none if they compile. */
    static List<String> errors(Path folder, String statements) throws IOException {
        return compile(folder, HEAD + "static void run(DenseArray x) {\n" + statements + "\n}\n}\n");
    }

    /** Where this library's classes are, which need not be on the class path that the runtime was started with. */
    private static String library() {
        try {
            return Path.of(NdArray.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static URLClassLoader loader(Path folder) throws MalformedURLException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, Snippets.class.getClassLoader());
    }

    private static List<String> compile(Path folder, String source) throws IOException {
        Path file = folder.resolve("Snippet.java");
        Files.writeString(file, source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (var files = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            compiler.getTask(
                            null,
                            files,
                            found,
                            List.of("-d", folder.toString(), "-cp", library(), "-proc:none"),
                            null,
                            files.getJavaFileObjects(file))
                    .call();
        }
        return found.getDiagnostics().stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .map(d -> d.getLineNumber() + ": " + d.getMessage(Locale.ROOT))
                .toList();
    }
}
