package org.orrery.ndarray.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DataTypes;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Searching;
import org.orrery.ndarray.Shape;

/** A char is no scalar, though Java would widen it to one: its use does not compile, or throws. */
class CharactersTest {
    @Test
    void resultsOfCharactersDoNotCompile(@TempDir Path folder) throws IOException {
        assertThat(Snippets.errors(folder, "NdArray y = x.add(1).mul(2); var z = add(x, 1.5);"))
                .isEmpty();
        for (String wrong : List.of(
                "NdArray y = x.add('a');",
                "var y = x.mul('a');",
                "x.sub('a').add(1);",
                "var y = add(x, 'a');",
                "sum(multiply('a', x));",
                "var y = where(x.gt(1), x, 'a');",
                "var y = full(shape(2), 'a');",
                "var y = scalar('a');")) {
            assertThat(Snippets.errors(folder, wrong)).as(wrong).isNotEmpty();
        }
    }

    @Test
    void charactersAreRefused() {
        DenseArray x = Creation.array(1.0, 2);
        assertThatThrownBy(() -> x.add('a'))
                .isInstanceOf(DTypeException.class)
                .hasMessage("scalar 'a' is a char: expected a boolean, long, double or Complex; write (int) where its"
                        + " code is meant");
        assertThatThrownBy(() -> Elementwise.add(x, 'a')).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> Creation.full(Shape.of(2), 'a')).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> Creation.asarray('a')).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> x.set('a')).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> x.addInPlace('a')).isInstanceOf(DTypeException.class);
        assertThat(x.add((int) 'a')).isEqualTo(Creation.array(98.0, 99));
    }

    /** Where a method takes each of the four kinds of scalars, there is a form that refuses a char. */
    @Test
    void eachFormWithScalarsHasOneThatRefuses() {
        for (Class<?> owner : List.of(
                NdArray.class, DenseArray.class, Creation.class, DataTypes.class, Elementwise.class, Searching.class)) {
            for (Method m : owner.getMethods()) {
                List<Class<?>> types = List.of(m.getParameterTypes());
                int at = types.indexOf(boolean.class);
                if (at < 0
                        || Stream.of(long.class, double.class).anyMatch(t -> !has(owner, m, replaced(types, at, t)))) {
                    continue;
                }
                assertThat(has(owner, m, replaced(types, at, char.class)))
                        .as(m.toString())
                        .isTrue();
            }
        }
    }

    private static Class<?>[] replaced(List<Class<?>> types, int at, Class<?> type) {
        Class<?>[] copy = types.toArray(Class<?>[]::new);
        copy[at] = type;
        return copy;
    }

    private static boolean has(Class<?> owner, Method m, Class<?>... types) {
        return Arrays.stream(owner.getMethods())
                .anyMatch(o -> o.getName().equals(m.getName()) && Arrays.equals(o.getParameterTypes(), types));
    }
}
