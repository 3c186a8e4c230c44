package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The generated forms: each of Elementwise's is its operation, each of Nd's the function that it is named after. */
class FormsTest {
    private static final Complex Z = new Complex(1, 2);

    /** A result, or the exception that came instead, as something that can be compared. */
    private static Object outcome(Method m, Object... args) {
        try {
            return m.invoke(null, args);
        } catch (InvocationTargetException e) {
            return e.getCause().getClass().getName() + ": " + e.getCause().getMessage();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Method> functions(Class<?> owner) {
        return Stream.of(owner.getMethods()).filter(m -> Modifier.isStatic(m.getModifiers()));
    }

    private static Map<String, Op> ops() {
        return Stream.of(Ops.class.getFields())
                .map(f -> {
                    try {
                        return (Op) f.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                })
                .collect(Collectors.toMap(Op::name, op -> op));
    }

    @Test
    void elementwiseFormsAreTheirOperations() {
        Map<String, Op> ops = ops();
        List<String> seen = new ArrayList<>();
        for (DenseArray a : List.of(
                Creation.array(1.0, 2, 3),
                Creation.array(5, 6, 7),
                Creation.array(true, false, true),
                Creation.array(Z, Complex.I, Z))) {
            DType t = a.dtype();
            functions(Elementwise.class).forEach(m -> {
                Op op = ops.get(m.getName());
                assertThat(op).as(m.toString()).isNotNull();
                seen.add(m.getName());
                List<Class<?>> types = List.of(m.getParameterTypes());
                if (types.contains(char.class)) {
                    assertThat(m.getReturnType()).as(m.toString()).isEqualTo(void.class);
                    Object[] args = types.stream()
                            .map(c -> c == char.class ? (Object) 'a' : a)
                            .toArray();
                    assertThat(outcome(m, args)).asString().startsWith(DTypeException.class.getName());
                    return;
                }
                boolean out = types.get(0) == DenseArray.class;
                Object[] args = new Object[types.size()];
                NdArray[] operands = new NdArray[op.arity()];
                for (int i = out ? 1 : 0; i < args.length; i++) {
                    int k = i - (out ? 1 : 0);
                    if (types.get(i) == boolean.class) {
                        args[i] = true;
                        operands[k] = Creation.weak(true, t);
                    } else if (types.get(i) == long.class) {
                        args[i] = 2L;
                        operands[k] = Creation.weak(2L, t);
                    } else if (types.get(i) == double.class) {
                        args[i] = 1.5;
                        operands[k] = Creation.weak(1.5, t);
                    } else if (types.get(i) == Complex.class) {
                        args[i] = Z;
                        operands[k] = Creation.weak(Z, t);
                    } else {
                        args[i] = a;
                        operands[k] = a;
                    }
                }
                NdArray expected;
                try {
                    expected = op.apply(operands);
                } catch (DTypeException refused) {
                    if (!out) {
                        assertThat(outcome(m, args))
                                .isEqualTo(DTypeException.class.getName() + ": " + refused.getMessage());
                    }
                    return;
                }
                if (out) {
                    args[0] = Creation.zeros(expected.shape(), expected.dtype());
                    assertThat(outcome(m, args)).as(m.toString()).isSameAs(args[0]);
                    assertThat(args[0]).as(m.toString()).isEqualTo(expected);
                } else {
                    assertThat(outcome(m, args)).as(m.toString()).isEqualTo(expected);
                }
            });
        }
        List<String> others =
                ops.keySet().stream().filter(n -> !seen.contains(n)).toList();
        assertThat(others).as("operations that are functions of another class").containsExactly("where");
    }

    @Test
    void scriptsFunctionsAreTheFunctions() {
        List<Class<?>> owners = new ArrayList<>();
        int compared = 0;
        for (Class<?> owner : List.of(
                Creation.class,
                DataTypes.class,
                Einsum.class,
                Elementwise.class,
                Fft.class,
                Histogram.class,
                Indexing.class,
                Inspection.class,
                Interpolation.class,
                LinearAlgebra.class,
                Manipulation.class,
                NanStatistics.class,
                Polynomials.class,
                Quantiles.class,
                Sampling.class,
                Searching.class,
                Sets.class,
                Signal.class,
                Sorting.class,
                Special.class,
                Statistics.class,
                Utility.class,
                Windows.class)) {
            owners.add(owner);
            for (Method m : functions(owner).toList()) {
                Method d;
                try {
                    d = Nd.class.getMethod(m.getName(), m.getParameterTypes());
                } catch (NoSuchMethodException e) {
                    throw new AssertionError(e);
                }
                assertThat(d.getReturnType()).isEqualTo(m.getReturnType());
                assertThat(d.isVarArgs()).isEqualTo(m.isVarArgs());
                Object[] args =
                        Stream.of(m.getParameterTypes()).map(FormsTest::sample).toArray();
                Object[] same =
                        Stream.of(m.getParameterTypes()).map(FormsTest::sample).toArray();
                assertThat(outcome(d, args)).as(m.toString()).isEqualTo(outcome(m, same));
                compared++;
            }
        }
        // And a shape and axes, which are nobody's.
        assertThat(functions(Nd.class)).hasSize(compared + 2);
        assertThat(owners).hasSize(23);
    }

    private static Object sample(Class<?> type) {
        if (type.isArray()) {
            if (type == double[][].class) {
                return new double[][] {{1, 2}, {3, 4}};
            } else if (type == long[][].class) {
                return new long[][] {{1, 2}, {3, 4}};
            } else if (type == NdArray[].class) {
                return new NdArray[] {sampleArray(), sampleArray()};
            } else if (type == Complex[].class) {
                return new Complex[] {Z};
            }
            if (type.getComponentType().isEnum()) {
                Object array = java.lang.reflect.Array.newInstance(type.getComponentType(), 1);
                java.lang.reflect.Array.set(array, 0, sample(type.getComponentType()));
                return array;
            }
            Object array = java.lang.reflect.Array.newInstance(type.getComponentType(), 1);
            if (type == double[].class) {
                Arrays.fill((double[]) array, 1.5);
            }
            return array;
        } else if (type == boolean.class) {
            return true;
        } else if (type == int.class) {
            return 0;
        } else if (type == long.class) {
            return 2L;
        } else if (type == double.class) {
            return 0.5;
        } else if (type == Complex.class) {
            return Z;
        } else if (type == Shape.class) {
            return Shape.of(3, 2);
        } else if (type == char.class) {
            return 'a';
        } else if (type == String.class) {
            return "ij,jk";
        } else if (type == Object.class) {
            return new long[][] {{1, 2}, {3, 4}};
        } else if (type.isEnum() && type != DType.class) {
            return type.getEnumConstants()[0];
        } else if (type == DType.class) {
            return DType.FLOAT64;
        } else if (type == Axes.class) {
            return Axes.of(1);
        } else if (type == Seed.class) {
            return new Seed(3);
        } else if (type == NdArray.class || type == DenseArray.class) {
            return sampleArray();
        }
        throw new AssertionError("no sample of " + type);
    }

    private static DenseArray sampleArray() {
        return Creation.array(new double[] {1, 2}, new double[] {3, 5});
    }
}
