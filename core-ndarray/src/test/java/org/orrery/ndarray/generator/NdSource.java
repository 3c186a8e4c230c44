package org.orrery.ndarray.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes {@code Nd}: a delegate for each public static method of the classes of functions, with its Javadoc and its
 * parameters' names, from those classes' sources.
 */
final class NdSource {
    /** The classes that {@code Nd} delegates to; a class that is not there yet is added here when it comes. */
    static final List<String> CLASSES = List.of(
            "Creation",
            "DataTypes",
            "Einsum",
            "Elementwise",
            "Fft",
            "Histogram",
            "Indexing",
            "Inspection",
            "Interpolation",
            "LinearAlgebra",
            "Manipulation",
            "NanStatistics",
            "Polynomials",
            "Quantiles",
            "Sampling",
            "Searching",
            "Sets",
            "Signal",
            "Sorting",
            "Special",
            "Statistics",
            "Utility",
            "Windows");

    /** Javadoc, annotations and signature of a method: the sources are formatted, so that these begin a line. */
    private static final Pattern METHOD = Pattern.compile(
            "(?<doc> {4}/\\*\\*(?:(?!\\*/).)*\\*/\n)(?<annotations>(?: {4}@[^\n]*\n)*)"
                    + " {4}public static (?<type>[^(]*?) ?(?<name>\\w+)\\((?<parameters>[^)]*)\\)(?<thrown>[^{]*)\\{",
            Pattern.DOTALL);

    private static final Pattern NESTED = Pattern.compile("(?m)^ {4}public (?:record|enum) (\\w+)");

    private static final String OWN =
            """

                /**
                 * A shape of the given dimensions; none is the shape of a zero-dimensional array.
                 *
                 * @param dims the dimensions, each zero or more
                 * @return the shape
                 * @throws ShapeException if a dimension is negative or the product exceeds 2^63-1
                 */
                public static Shape shape(long... dims) {
                    return Shape.of(dims);
                }

                /**
                 * The axes that a reduction runs over; none at all reduces nothing.
                 *
                 * @param axes positions, where negative ones count from the end
                 * @return the choice of these axes
                 */
                public static Axes axis(int... axes) {
                    return Axes.of(axes);
                }
            """;

    private NdSource() {}

    /**
     * The text of {@code Nd}.
     *
     * @param sources the text of each class of {@link #CLASSES}
     */
    static String write(Map<String, String> sources, String note) {
        StringBuilder s = new StringBuilder("package org.orrery.ndarray;\n\n");
        Map<String, String> owners = new LinkedHashMap<>();
        StringBuilder methods = new StringBuilder(OWN);
        List<String> imports = new ArrayList<>();
        for (String owner : CLASSES) {
            String text = sources.get(owner);
            for (String line : text.lines().toList()) {
                if (line.startsWith("import ")) {
                    imports.add(line);
                }
            }
            Matcher m = METHOD.matcher(text);
            while (m.find()) {
                String parameters = qualified(
                        owner,
                        text,
                        m.group("parameters").replaceAll("\\s+", " ").strip());
                String key = m.group("name") + "(" + types(parameters) + ")";
                String other = owners.put(key, owner);
                if (other != null) {
                    throw new IllegalStateException(key + " is in " + other + " and in " + owner);
                }
                String type = qualified(owner, text, m.group("type"));
                methods.append("\n").append(m.group("doc")).append(m.group("annotations"));
                methods.append("    public static %s %s(%s)%s {\n"
                        .formatted(
                                type,
                                m.group("name"),
                                parameters,
                                m.group("thrown").stripTrailing()));
                methods.append("        %s%s.%s(%s);\n    }\n"
                        .formatted(type.equals("void") ? "" : "return ", owner, m.group("name"), names(parameters)));
            }
        }
        String body = methods.toString();
        // A class may be named in a comment alone, in words.
        String code = body.replaceAll("(?s)/\\*.*?\\*/", "");
        imports.stream()
                .distinct()
                .sorted()
                .filter(i -> code.matches("(?s).*(?<![.\\w])"
                        + i.substring(i.lastIndexOf('.') + 1).replace(";", "") + "\\b.*"))
                .forEach(i -> s.append(i).append("\n"));
        s.append(
                """

                /**
                 * All functions in one place, for scripts: {@code import static org.orrery.ndarray.Nd.*}. Programs call the
                 * classes named after the sections of the standard.
                 *
                """);
        s.append(" * <p>").append(note).append("\n */\npublic final class Nd {\n    private Nd() {}\n");
        return s.append(body).append("}\n").toString();
    }

    /** A signature in which the types that a class of functions declares are named through it. */
    private static String qualified(String owner, String text, String signature) {
        String result = signature;
        Matcher nested = NESTED.matcher(text);
        while (nested.find()) {
            result = result.replaceAll("(?<![.\\w])" + nested.group(1) + "\\b", owner + "." + nested.group(1));
        }
        return result;
    }

    private static List<String> split(String parameters) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < parameters.length(); i++) {
            char c = parameters.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(parameters.substring(from, i).strip());
                from = i + 1;
            }
        }
        if (!parameters.isEmpty()) {
            parts.add(parameters.substring(from).strip());
        }
        return parts;
    }

    private static String names(String parameters) {
        return String.join(
                ", ",
                split(parameters).stream()
                        .map(p -> p.substring(p.lastIndexOf(' ') + 1))
                        .toList());
    }

    private static String types(String parameters) {
        return String.join(
                ", ",
                split(parameters).stream()
                        .map(p -> p.substring(0, p.lastIndexOf(' ')))
                        .toList());
    }
}
