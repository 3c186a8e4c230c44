package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.ndarray.testing.Generators;
import org.orrery.ndarray.testing.NumPy;
import org.orrery.ndarray.testing.Reference;

/** Index expressions: as text, and what they select, against NumPy. */
class IndexTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | 3",
                " -1 , +2 | -1, 2",
                ": | :",
                ":: | :",
                "1:, ::2 | 1:, ::2",
                "::-1 | ::-1",
                " 1 : 5 : 2 | 1:5:2",
                "-5:-1:1 | -5:-1",
                "..., None, newaxis | ..., None, None",
                "0, | 0",
                "[0, 2,5] | int64 array (3,)",
                "[] | int64 array (0,)",
                "9223372036854775807 | 9223372036854775807",
                "-9223372036854775808: | -9223372036854775808:"
            })
    void parses(String text, String expected) {
        assertThat(Index.format(Index.parse(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | 0 | is empty",
                "\"  \" | 2 | is empty",
                "a | 0 | has no index here",
                "1,,2 | 2 | has no index here",
                "1;2 | 1 | has no ','",
                "1 2 | 2 | has no ','",
                "1:2:3:4 | 5 | has no ','",
                "- | 1 | has a sign without digits",
                "1:+ | 3 | has a sign without digits",
                "0, ::0 | 6 | has a slice step of 0",
                "[1, 2 | 5 | has no ']'",
                "[1 2] | 3 | has no ','",
                "[1, x] | 4 | has no integer here",
                "[1:2] | 2 | has no ','",
                "0, 9223372036854775808 | 3 | has an integer beyond 64 bits",
                "Nothing | 0 | has no index here",
                "Nones | 4 | has no ','",
                ".. | 0 | has no index here",
                "1.5 | 1 | has no ','"
            })
    void saysWhereATextIsWrong(String text, int position, String problem) {
        assertThatThrownBy(() -> Index.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("index \"" + text + "\", position " + position + ": " + problem);
    }

    @Test
    void checksEntries() {
        assertThatThrownBy(() -> Index.range(0, 5, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slice step is 0: expected a positive or negative one");
        assertThatThrownBy(() -> Index.of(Creation.array(1.0)))
                .isInstanceOf(DTypeException.class)
                .hasMessage("index array has dtype float64: expected integers or booleans");
        long[] positions = {1, 2};
        Index entry = Index.of(positions);
        positions[0] = 9;
        assertThat(((Index.Selection) entry).array()).isEqualTo(Creation.array(1L, 2L));
    }

    @Test
    void refusesMasksWithoutDimensions() {
        DenseArray a = Creation.arange(3);
        assertThatThrownBy(() -> a.index(Index.of(Creation.scalar(true))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("zero-dimensional mask");
    }

    @Test
    void unsignedPositionsBeyond63BitsAreOutOfBounds() {
        DenseArray a = Creation.arange(3);
        DenseArray p = DenseArray.of(DType.UINT64, new long[] {-1}, Shape.of(1));
        assertThatThrownBy(() -> a.index(Index.of(p)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("index 18446744073709551615 is out of bounds for axis 0 with size 3");
    }

    /** A plan says the same as the view or copy that a dense array makes of it. */
    @Test
    void planDescribesTheResult() {
        IndexPlan basic = IndexPlan.of(Shape.of(3, 4, 5), Index.parse("1, None, ::-2"));
        assertThat(basic.isBasic()).isTrue();
        assertThat(basic.resultShape()).isEqualTo(Shape.of(1, 2, 5));
        assertThat(basic.layout()).containsExactly(IndexPlan.NEW_AXIS, 1, 2);
        assertThat(new long[] {basic.start(0), basic.start(1), basic.step(1), basic.count(1), basic.count(2)})
                .containsExactly(1, 3, -2, 2, 5);
        assertThat(basic.selection()).isNull();
        IndexPlan split = IndexPlan.of(Shape.of(3, 4, 5), Index.of(0, 1), Index.all(), Index.at(-1));
        assertThat(split.isBasic()).isFalse();
        assertThat(split.layout()).containsExactly(IndexPlan.SELECTION, 1);
        assertThat(split.selection()).isEqualTo(Shape.of(2));
        assertThat(split.positions(0)).containsExactly(0, 1);
        assertThat(split.positions(1)).isNull();
        assertThat(split.positions(2)).containsExactly(4, 4);
    }

    private static String python(Index... entries) {
        List<String> parts = new ArrayList<>();
        for (Index e : entries) {
            parts.add(
                    e instanceof Index.Selection s
                            ? NumPy.expression(s.array().toDense())
                            : e instanceof Index.Slice slice
                                    ? "slice(%s, %s, %d)"
                                            .formatted(slice.start(), slice.stop(), slice.step())
                                            .replace("null", "None")
                                    : Index.format(e));
        }
        return "(" + String.join(", ", parts) + (parts.size() == 1 ? ",)" : ")");
    }

    private static String flat(DenseArray a) {
        return a.shape() + " " + Arrays.toString(a.toLongArray());
    }

    private static void assertAsNumPy(List<Shape> shapes, List<Index[]> expressions) {
        List<String> python = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            python.add("show(np.arange(%d).reshape(%s)[%s])"
                    .formatted(shapes.get(i).size(), shapes.get(i), python(expressions.get(i))));
        }
        List<String> found =
                NumPy.strings("def show(a): return str(a.shape) + ' ' + str(a.ravel().tolist())\n", python);
        for (int i = 0; i < found.size(); i++) {
            DenseArray a =
                    Creation.arange(shapes.get(i).size()).reshape(shapes.get(i).dims());
            assertThat(flat(a.index(expressions.get(i)))).as(python.get(i)).isEqualTo(found.get(i));
        }
    }

    @Test
    void selectsAsNumPy() {
        NumPy.assume();
        Generators generators = new Generators(11);
        List<Shape> shapes = new ArrayList<>();
        List<Index[]> expressions = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Shape s = generators.shape();
            shapes.add(s);
            expressions.add(Index.parse(generators.indexExpression(s)));
        }
        assertAsNumPy(shapes, expressions);
    }

    @Test
    void selectsWithArraysAsNumPy() {
        NumPy.assume();
        SplittableRandom random = new SplittableRandom(12);
        List<Shape> shapes = new ArrayList<>();
        List<Index[]> expressions = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            long[] dims = random.longs(random.nextInt(1, 5), 1, 6).toArray();
            shapes.add(Shape.of(dims));
            expressions.add(arrays(dims, random));
        }
        assertAsNumPy(shapes, expressions);
    }

    /** Arrays of one common shape or of size one, masks, and everything else in between. */
    private static Index[] arrays(long[] dims, SplittableRandom random) {
        long[] common = random.longs(random.nextInt(3), 1, 4).toArray();
        List<Index> entries = new ArrayList<>();
        boolean dots = false;
        for (int axis = 0; axis < dims.length; axis++) {
            long n = dims[axis];
            switch (random.nextInt(8)) {
                case 0 -> entries.add(Index.newAxis());
                case 1 -> {
                    if (!dots) {
                        entries.add(Index.ellipsis());
                        dots = true;
                    }
                }
                default -> {}
            }
            switch (random.nextInt(6)) {
                case 0 -> entries.add(Index.at(random.nextLong(-n, n)));
                case 1 -> entries.add(Index.step(random.nextBoolean() ? -1 : 2));
                case 2 -> {
                    long[] shape = random.nextBoolean() ? common : new long[] {1};
                    int size = (int) Shape.of(shape).size();
                    entries.add(
                            Index.of(DenseArray.wrap(random.longs(size, -n, n).toArray(), Shape.of(shape))));
                }
                case 3 -> {
                    boolean[] mask = new boolean[(int) n];
                    mask[random.nextInt(mask.length)] = true;
                    entries.add(Index.of(Creation.array(mask)));
                }
                case 4 -> entries.add(Index.all());
                default -> {
                    if (axis + 1 < dims.length) {
                        byte[] plane = new byte[(int) (n * dims[++axis])];
                        plane[random.nextInt(plane.length)] = 1;
                        entries.add(Index.of(DenseArray.of(DType.BOOL, plane, Shape.of(n, dims[axis]))));
                    } else {
                        entries.add(Index.from(1));
                    }
                }
            }
        }
        return entries.toArray(new Index[0]);
    }

    /** Assignment to what an expression selects, against the slow reference: views, positions, masks, repeated places. */
    @Test
    void assignsToWhatItSelects() {
        Generators generators = new Generators(13);
        SplittableRandom random = generators.random();
        for (int i = 0; i < 600; i++) {
            DType type = generators.dtype();
            DType other = type.isComplex() ? generators.dtype() : generators.oneOf(type, DType.INT16, DType.FLOAT32);
            long[] dims = random.longs(random.nextInt(1, 4), 1, 6).toArray();
            Shape shape = Shape.of(dims);
            DenseArray a = generators.array(type, shape);
            Index[] entries =
                    random.nextBoolean() ? arrays(dims, random) : Index.parse(generators.indexExpression(shape));
            Shape part = IndexPlan.of(shape, entries).resultShape();
            DenseArray values = generators.view(other, generators.broadcastable(part));
            Reference expected = Reference.of(a).with(Reference.of(values), entries);
            a.set(values, entries);
            assertThat(Reference.of(a).elements())
                    .as("%s[%s] = %s", shape, Index.format(entries), values)
                    .isEqualTo(expected.elements());
        }
    }
}
