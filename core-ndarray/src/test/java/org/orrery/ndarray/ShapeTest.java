package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void printsAsPythonsTuple() {
        assertThat(Shape.of()).hasToString("()");
        assertThat(Shape.of(5)).hasToString("(5,)");
        assertThat(Shape.of(3, 4)).hasToString("(3, 4)");
    }

    @Test
    void countsElements() {
        assertThat(Shape.of().size()).isEqualTo(1);
        assertThat(Shape.of(2, 3, 4).size()).isEqualTo(24);
        assertThat(Shape.of(2, 0, 4).size()).isZero();
        assertThat(Shape.of(Long.MAX_VALUE).size()).isEqualTo(Long.MAX_VALUE);
        // 2^63-1 = 7 * 7 * 73 * 127 * 337 * 92737 * 649657
        assertThat(Shape.of(7, 7, 73, 127, 337, 92737, 649657).size()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void refusesProductsBeyond63Bits() {
        assertThatThrownBy(() -> Shape.of(1L << 32, 1L << 31))
                .isInstanceOf(ShapeException.class)
                .hasMessage("shape (4294967296, 2147483648): the product of the dimensions exceeds 2^63-1");
        // A product that comes back into the range after it left it.
        assertThatThrownBy(() -> Shape.of(1L << 32, 1L << 32, 3)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Shape.of(3, 1L << 62, 5)).isInstanceOf(ShapeException.class);
        assertThat(Shape.of(1L << 40, 0, 1L << 40).size()).isZero();
        assertThatThrownBy(() -> Shape.of(1L << 40, 1).broadcast(Shape.of(1, 1L << 40)))
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void refusesNegativeDimensions() {
        assertThatThrownBy(() -> Shape.of(3, -2))
                .isInstanceOf(ShapeException.class)
                .hasMessage("shape (3, -2): dimension 1 is negative");
        assertThatThrownBy(() -> Shape.of(3, 4).with(0, -1)).isInstanceOf(ShapeException.class);
    }

    @Test
    void keepsItsDimensionsToItself() {
        long[] dims = {2, 3};
        Shape s = Shape.of(dims);
        dims[0] = 7;
        s.dims()[1] = 8;
        assertThat(s).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
        assertThat(s).isNotEqualTo(Shape.of(3, 2)).isNotEqualTo(Shape.of(2, 3, 1));
    }

    @Test
    void countsAxesFromBothEnds() {
        Shape s = Shape.of(2, 3, 4);
        assertThat(s.get(0)).isEqualTo(2);
        assertThat(s.get(-1)).isEqualTo(4);
        assertThat(s.get(-3)).isEqualTo(2);
        assertThat(s.with(-2, 7)).isEqualTo(Shape.of(2, 7, 4));
        assertThatThrownBy(() -> s.get(3))
                .isInstanceOf(ShapeException.class)
                .hasMessage("axis 3 is out of bounds for an array of 3 dimensions: expected -3 to 2");
        assertThatThrownBy(() -> s.get(-4)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> s.get(Integer.MIN_VALUE)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Shape.of().get(0))
                .isInstanceOf(ShapeException.class)
                .hasMessage("axis 0 is out of bounds for a zero-dimensional array");
    }

    @Test
    void hasRowMajorStrides() {
        assertThat(Shape.of(2, 3, 4).strides()).containsExactly(12, 4, 1);
        assertThat(Shape.of().strides()).isEmpty();
    }

    @Test
    void broadcasts() {
        assertThat(Shape.of(3, 4).broadcast(Shape.of(4))).isEqualTo(Shape.of(3, 4));
        assertThat(Shape.of(3, 1).broadcast(Shape.of(2, 1, 4))).isEqualTo(Shape.of(2, 3, 4));
        assertThat(Shape.of().broadcast(Shape.of(0))).isEqualTo(Shape.of(0));
        assertThat(Shape.of(1).broadcast(Shape.of(0))).isEqualTo(Shape.of(0));
        assertThat(Shape.broadcast()).isEqualTo(Shape.of());
        assertThat(Shape.broadcast(Shape.of(2, 1), Shape.of(3), Shape.of(4, 1, 1)))
                .isEqualTo(Shape.of(4, 2, 3));
        assertThatThrownBy(() -> Shape.of(3, 4).broadcast(Shape.of(5)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("shape (3, 4) does not broadcast with (5,): axis 1 has 4 and 5");
        assertThatThrownBy(() -> Shape.of(2).broadcast(Shape.of(0)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("shape (2,) does not broadcast with (0,): axis 0 has 2 and 0");
    }

    @Test
    void infersOneDimension() {
        assertThat(Shape.inferred(12, 3, -1)).isEqualTo(Shape.of(3, 4));
        assertThat(Shape.inferred(12, -1)).isEqualTo(Shape.of(12));
        assertThat(Shape.inferred(1)).isEqualTo(Shape.of());
        assertThat(Shape.inferred(0, -1, 5)).isEqualTo(Shape.of(0, 5));
        assertThatThrownBy(() -> Shape.inferred(12, 5, -1)).hasMessage("cannot reshape 12 elements into (5, -1)");
        assertThatThrownBy(() -> Shape.inferred(0, 0, -1)).hasMessage("cannot reshape 0 elements into (0, -1)");
        assertThatThrownBy(() -> Shape.inferred(12, -1, -1)).hasMessage("shape (-1, -1): only one dimension may be -1");
        assertThatThrownBy(() -> Shape.inferred(12, -2, 6)).hasMessage("shape (-2, 6): dimension 0 is negative");
        assertThatThrownBy(() -> Shape.inferred(12)).hasMessage("cannot reshape 12 elements into ()");
        assertThatThrownBy(() -> Shape.inferred(8, 1L << 40, 1L << 40)).isInstanceOf(ShapeException.class);
    }

    @Test
    void choosesAxes() {
        assertThat(Axes.all().reduced(2)).containsExactly(true, true);
        assertThat(Axes.of().reduced(2)).containsExactly(false, false);
        assertThat(Axes.of(-1).reduced(3)).containsExactly(false, false, true);
        assertThat(Axes.of(0, 2).resultShape(Shape.of(2, 3, 4))).isEqualTo(Shape.of(3));
        assertThat(Axes.of(0, 2).keepDims().resultShape(Shape.of(2, 3, 4))).isEqualTo(Shape.of(1, 3, 1));
        assertThat(Axes.of(1, -1).keepDims()).hasToString("axes [1, -1], kept");
        assertThat(Axes.all()).hasToString("all axes");
        assertThatThrownBy(() -> Axes.of(0, -2).reduced(2)).hasMessage("axes [0, -2] name axis 0 twice");
        assertThatThrownBy(() -> Axes.of(0).reduced(0)).isInstanceOf(ShapeException.class);
    }
}
