package org.orrery.bench.bridge;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DataTypes;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.Fft;
import org.orrery.ndarray.Indexing;
import org.orrery.ndarray.Inspection;
import org.orrery.ndarray.LinearAlgebra;
import org.orrery.ndarray.Manipulation;
import org.orrery.ndarray.Searching;
import org.orrery.ndarray.Sets;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.Sorting;
import org.orrery.ndarray.Statistics;
import org.orrery.ndarray.Utility;

/**
 * The functions of every section of the standard by their Java names, found once, and the choice between the forms of
 * one name: the one whose parameters take the arguments with the least conversion.
 */
final class Functions {
    private static final List<Class<?>> SECTIONS = List.of(
            Creation.class,
            DataTypes.class,
            Elementwise.class,
            Fft.class,
            Indexing.class,
            Inspection.class,
            LinearAlgebra.class,
            Manipulation.class,
            Searching.class,
            Sets.class,
            Sorting.class,
            Statistics.class,
            Utility.class);

    private static final int IMPOSSIBLE = 1_000;

    private final Map<String, List<Method>> forms = new HashMap<>();
    private final Map<List<Object>, Method> chosen = new HashMap<>();

    Functions() {
        for (var section : SECTIONS) {
            for (var method : section.getDeclaredMethods()) {
                // The forms without a result are those that refuse a char.
                if (Modifier.isPublic(method.getModifiers())
                        && Modifier.isStatic(method.getModifiers())
                        && method.getReturnType() != void.class) {
                    forms.computeIfAbsent(method.getName(), name -> new ArrayList<>())
                            .add(method);
                }
            }
        }
    }

    /**
     * Calls a function.
     *
     * @param name its Java name
     * @param arguments what {@link Words#read} gave
     * @param into whether the form that writes into its first argument is meant
     */
    @Nullable
    Object call(String name, Object[] arguments, boolean into) {
        var key = new ArrayList<Object>(List.of(name, into));
        for (var argument : arguments) {
            key.add(argument instanceof Object[] parts ? kinds(parts) : kind(argument));
        }
        var method = chosen.computeIfAbsent(key, any -> choose(name, arguments, into));
        var types = method.getParameterTypes();
        var converted = new Object[types.length];
        for (var i = 0; i < types.length; i++) {
            converted[i] = convert(arguments[i], types[i]);
        }
        try {
            return method.invoke(null, converted);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            if (e.getCause() instanceof Error problem) {
                throw problem;
            }
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the choice of a form depends on: the class of an argument, and which constant it is. */
    private static Object kind(Object argument) {
        return argument instanceof Words.Constant ? argument : argument.getClass();
    }

    private static List<Object> kinds(Object[] parts) {
        return Arrays.stream(parts).map(Functions::kind).distinct().toList();
    }

    private Method choose(String name, Object[] arguments, boolean into) {
        Method best = null;
        var least = IMPOSSIBLE;
        for (var method : forms.getOrDefault(name, List.of())) {
            var types = method.getParameterTypes();
            if (types.length == arguments.length && (types.length > 0 && types[0] == DenseArray.class) == into) {
                var cost = 0;
                for (var i = 0; i < types.length; i++) {
                    cost += cost(arguments[i], types[i]);
                }
                if (cost < least) {
                    least = cost;
                    best = method;
                }
            }
        }
        if (best == null) {
            throw new UnsupportedOperationException(name + " has no form for "
                    + Arrays.stream(arguments)
                            .map(argument -> argument.getClass().getSimpleName())
                            .toList());
        }
        return best;
    }

    /** How far an argument is from a parameter. */
    private static int cost(Object argument, Class<?> type) {
        if (argument instanceof Words.Absent) {
            return type.isPrimitive() ? IMPOSSIBLE : 0;
        }
        if (argument instanceof Long) {
            return type == long.class ? 0 : type == int.class ? 1 : type == double.class ? 2 : IMPOSSIBLE;
        }
        if (argument instanceof long[]) {
            return type == long[].class || type == int[].class || type == Shape.class ? 0 : IMPOSSIBLE;
        }
        if (argument instanceof Object[] parts) {
            return type.isArray() && Arrays.stream(parts).allMatch(part -> cost(part, type.getComponentType()) == 0)
                    ? 0
                    : IMPOSSIBLE;
        }
        if (argument instanceof Words.Constant constant) {
            return constant(type, constant.name()) == null ? IMPOSSIBLE : 0;
        }
        if (argument instanceof Boolean) {
            return type == boolean.class ? 0 : IMPOSSIBLE;
        }
        if (argument instanceof Double) {
            return type == double.class ? 0 : IMPOSSIBLE;
        }
        return type.isInstance(argument) ? type == Object.class ? 1 : 0 : IMPOSSIBLE;
    }

    private static @Nullable Object convert(Object argument, Class<?> type) {
        if (argument instanceof Words.Absent) {
            return null;
        }
        if (argument instanceof Long number) {
            return type == int.class
                    ? (Object) Math.toIntExact(number)
                    : type == double.class ? (Object) (double) number : number;
        }
        if (argument instanceof long[] numbers) {
            return type == int[].class
                    ? Arrays.stream(numbers).mapToInt(Math::toIntExact).toArray()
                    : type == Shape.class ? Shape.of(numbers) : numbers;
        }
        if (argument instanceof Object[] parts) {
            var component = type.getComponentType();
            var array = Array.newInstance(component, parts.length);
            for (var i = 0; i < parts.length; i++) {
                Array.set(array, i, convert(parts[i], component));
            }
            return array;
        }
        return argument instanceof Words.Constant constant ? constant(type, constant.name()) : argument;
    }

    private static @Nullable Object constant(Class<?> type, String name) {
        var constants = type.getEnumConstants();
        return constants == null
                ? null
                : Arrays.stream(constants)
                        .filter(constant -> ((Enum<?>) constant).name().equals(name))
                        .findFirst()
                        .orElse(null);
    }

    /** The parts of a record, in their order. */
    static List<@Nullable Object> components(Record parts) {
        var values = new ArrayList<@Nullable Object>();
        for (RecordComponent component : parts.getClass().getRecordComponents()) {
            try {
                values.add(component.getAccessor().invoke(parts));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(component + " cannot be read", e);
            }
        }
        return values;
    }
}
