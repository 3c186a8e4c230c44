package org.orrery.ndarray.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of a kernel, read from its source, so that a wrong argument is told before the device sees it: CUDA
 * would read whatever lies there.
 */
record Signature(String kernel, List<Parameter> parameters) {
    private static final Pattern COMMENTS = Pattern.compile("//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern KERNELS = Pattern.compile("\\bKERNEL\\s+void\\s+(\\w+)\\s*\\(([^()]*)\\)");
    private static final Pattern PARAMETER = Pattern.compile("(?<type>[\\w\\s*]*[\\s*])(?<name>[A-Za-z_]\\w*)");
    private static final Map<String, Class<?>> SCALARS =
            Map.of("double", Double.class, "float", Float.class, "int", Integer.class, "LONG", Long.class);

    /** A parameter: a pointer if {@code type} is a buffer, else a number. */
    record Parameter(String declaration, Class<?> type) {}

    static Signature of(String source, String kernel, List<String> defines) {
        Matcher kernels = KERNELS.matcher(COMMENTS.matcher(source).replaceAll(" "));
        List<String> others = new ArrayList<>();
        while (kernels.find()) {
            if (kernels.group(1).equals(kernel)) {
                return new Signature(kernel, parameters(kernels.group(2), kernel, defines));
            }
            others.add(kernels.group(1));
        }
        throw new IllegalArgumentException("no \"KERNEL void " + kernel + "(...)\" in the source, which has "
                + (others.isEmpty() ? "no kernel" : String.join(", ", others)));
    }

    private static List<Parameter> parameters(String list, String kernel, List<String> defines) {
        List<Parameter> parameters = new ArrayList<>();
        if (list.isBlank() || list.strip().equals("void")) {
            return parameters;
        }
        for (String text : list.split(",", -1)) {
            String declaration = text.strip().replaceAll("\\s+", " ");
            Matcher parameter = PARAMETER.matcher(declaration);
            String type = parameter.matches() ? parameter.group("type") : "";
            parameters.add(new Parameter(declaration, type(type, declaration, kernel, defines)));
        }
        return parameters;
    }

    private static Class<?> type(String type, String declaration, String kernel, List<String> defines) {
        if (type.contains("*") && type.contains("GLOBAL")) {
            return DeviceBuffer.class;
        }
        String word = type.replaceAll("\\bconst\\b", " ").strip();
        if (word.equals("REAL")) {
            word = defines.contains("REAL=float") ? "float" : "double";
        }
        Class<?> scalar = SCALARS.get(word);
        if (scalar == null) {
            throw new IllegalArgumentException("parameter \"" + declaration + "\" of kernel " + kernel
                    + ": expected a GLOBAL pointer or a double, float, REAL, int or LONG");
        }
        return scalar;
    }

    void check(List<Object> arguments) {
        if (arguments.size() != parameters.size()) {
            throw new IllegalArgumentException(
                    arguments.size() + " arguments for " + this + ": expected " + parameters.size());
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (!parameters.get(i).type().isInstance(arguments.get(i))) {
                throw new IllegalArgumentException("argument " + i + " of kernel " + kernel + " is a "
                        + arguments.get(i).getClass().getSimpleName() + ": expected a "
                        + parameters.get(i).type().getSimpleName() + " for \""
                        + parameters.get(i).declaration() + "\"");
            }
        }
    }

    @Override
    public String toString() {
        return kernel + "("
                + String.join(
                        ", ", parameters.stream().map(Parameter::declaration).toList())
                + ")";
    }
}
