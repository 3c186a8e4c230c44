package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Operations and reductions as objects: what another array type stands on. */
class OpTest {
    @Test
    void resolvesLoops() {
        Op.Loop loop = Ops.ADD.loop(DType.INT8, DType.UINT8);
        assertThat(loop.in()).containsExactly(DType.INT32, DType.INT32);
        assertThat(loop.out()).isEqualTo(DType.INT32);
        assertThat(loop.result()).isEqualTo(DType.INT16);
        assertThat(Ops.ADD.loop(DType.INT8, DType.UINT8)).isSameAs(loop);
        assertThat(Ops.LESS.loop(DType.UINT64, DType.UINT64).in()).containsExactly(DType.UINT64, DType.UINT64);
        assertThat(Ops.LESS.loop(DType.INT8, DType.UINT64).in()).containsExactly(DType.INT64, DType.UINT64);
        assertThat(Ops.LESS.loop(DType.UINT64, DType.INT8).in()).containsExactly(DType.UINT64, DType.INT64);
        assertThat(Ops.ABS.loop(DType.COMPLEX64).result()).isEqualTo(DType.FLOAT32);
        assertThat(Ops.ABS.loop(DType.COMPLEX64).out()).isEqualTo(DType.FLOAT64);
        assertThat(Ops.WHERE.loop(DType.INT8, DType.FLOAT32, DType.INT16).in())
                .containsExactly(DType.BOOL, DType.FLOAT32, DType.FLOAT32);
        assertThat(Ops.SQRT.loop(DType.BOOL).result()).isEqualTo(DType.FLOAT64);
        assertThatThrownBy(() -> Ops.ADD.loop(DType.INT8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("add takes 2 operands, not 1");
        assertThatThrownBy(() -> Ops.FLOOR_DIVIDE.loop(DType.INT8, DType.COMPLEX64))
                .isInstanceOf(DTypeException.class)
                .hasMessage("floorDivide does not take [int8, complex64]: expected a real numeric dtype");
    }

    /** Zero beside any finite value gives zero where an operation says so, and not everywhere else. */
    @Test
    void saysWhatZeroAnnihilates() throws IllegalAccessException {
        DenseArray zero = Creation.zeros(Shape.of());
        DenseArray values = Creation.array(2.0, -3, 1e300, -0.5, 0);
        for (var field : Ops.class.getFields()) {
            Op op = (Op) field.get(null);
            if (op.arity() != 2) {
                assertThat(op.annihilatedByZero()).as(op.name()).isFalse();
                continue;
            }
            boolean integral = op.name().startsWith("bitwise");
            DType t = integral ? DType.INT64 : DType.FLOAT64;
            DenseArray x = integral ? Creation.array(2L, -3L, 1L << 40) : values;
            boolean left = !Utility.any(op.apply(zero.convert(t), x)).getBoolean();
            boolean right = !Utility.any(op.apply(x, zero.convert(t))).getBoolean();
            assertThat(op.annihilatedByZero()).as(op.name()).isEqualTo(left && right);
        }
    }

    /** A kernel runs from any offset with any strides, as sparse arrays call it. */
    @Test
    void kernelsTakeOffsetsAndStrides() {
        Op.Loop loop = Ops.SUBTRACT.loop(DType.FLOAT64, DType.FLOAT64);
        double[] a = {0, 10, 0, 20, 0, 30};
        double[] b = {3, 2, 1};
        double[] r = new double[5];
        loop.kernel().run(new Object[] {a, b, r}, new int[] {1, 2, 4}, new int[] {2, -1, -2}, 3);
        assertThat(r).containsExactly(27, 0, 18, 0, 9);
        loop.kernel().run(new Object[] {a, b, r}, new int[] {1, 0, 0}, new int[] {0, 1, 1}, 3);
        assertThat(r).startsWith(7, 8, 9);
        loop.kernel().run(new Object[] {r, r, r}, new int[] {0, 0, 0}, new int[] {1, 1, 1}, 5);
        assertThat(r).containsOnly(0);
    }

    /** Every kernel gives the same in each of its loops: side by side, with a constant operand, with any strides. */
    @Test
    void loopsOfAKernelAgree() throws IllegalAccessException {
        for (var field : Ops.class.getFields()) {
            Op op = (Op) field.get(null);
            for (DType t : DType.values()) {
                DType[] types = new DType[op.arity()];
                Arrays.fill(types, t);
                agree(op, types);
            }
            if (op.arity() == 2) {
                agree(op, DType.INT64, DType.UINT64);
                agree(op, DType.UINT64, DType.INT8);
                agree(op, DType.INT16, DType.FLOAT32);
            }
        }
    }

    private static void agree(Op op, DType... types) {
        try {
            op.loop(types);
        } catch (DTypeException refused) {
            return;
        }
        DenseArray[] in = new DenseArray[op.arity()];
        DenseArray[] spread = new DenseArray[in.length];
        for (int i = 0; i < in.length; i++) {
            in[i] = Creation.arange(1 + i, 41 + i).convert(types[i]);
            DenseArray wide = Creation.zeros(Shape.of(80), types[i]);
            wide.set(in[i], Index.step(2));
            spread[i] = wide.index(Index.step(2));
        }
        NdArray straight = op.apply(in);
        assertThat(op.apply(spread)).as("%s of %s", op, types).isEqualTo(straight);
        for (int constant = 0; constant < in.length && in.length > 1; constant++) {
            DenseArray[] one = in.clone();
            DenseArray[] full = in.clone();
            one[constant] = in[constant].index(Index.at(7));
            full[constant] = one[constant].broadcastTo(Shape.of(40)).copy();
            assertThat(op.apply(one)).as("%s of %s", op, types).isEqualTo(op.apply(full));
        }
    }

    /** A fold of a repeated value is the fold of so many copies. */
    @Test
    void foldsRepeatValues() {
        Reduction[] reductions = {
            Reductions.SUM,
            Reductions.PROD,
            Reductions.MAX,
            Reductions.MIN,
            Reductions.ANY,
            Reductions.ALL,
            Reductions.COUNT_NONZERO,
            Reductions.MEAN,
            Reductions.ARGMAX,
            Reductions.ARGMIN,
            Reductions.variance(0),
            Reductions.standardDeviation(1)
        };
        for (Reduction r : reductions) {
            for (DType t : DType.values()) {
                Reduction.Plan plan;
                try {
                    plan = r.plan(t, null);
                } catch (DTypeException refused) {
                    continue;
                }
                int n = 40;
                for (long v = 0; v < 3; v++) {
                    DType loaded = plan.load() == DType.BOOL ? DType.BOOL : t;
                    DenseArray value = Creation.scalar(v).convert(loaded).convert(plan.compute());
                    Reduction.Fold fold = plan.fold();
                    boolean integer = plan.compute() == DType.INT64 || plan.compute() == DType.UINT64;
                    Object state = integer ? new long[fold.width()] : new double[fold.width()];
                    fold.repeated(value.storage(), 0, n, 0, state, 0);
                    DenseArray out = Creation.zeros(Shape.of(), plan.out());
                    fold.finish(state, 0, n, out.storage(), 0);
                    NdArray expected = Creation.full(Shape.of(n), v).convert(t).reduce(r, Axes.all(), null);
                    assertThat(out.convert(plan.result()))
                            .as("%s of %s %s", r, t, v)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void namesThemselves() {
        assertThat(Ops.BITWISE_LEFT_SHIFT).hasToString("bitwiseLeftShift");
        assertThat(Reductions.COUNT_NONZERO).hasToString("countNonzero");
        assertThat(Ops.POW.arity()).isEqualTo(2);
        assertThat(new Complex(1, -2)).hasToString("(1.0-2.0j)");
        assertThat(new Complex(0, -0.0)).hasToString("(0.0-0.0j)");
        assertThat(new Complex(3, 4).abs()).isEqualTo(5);
        assertThat(Complex.I.arg()).isEqualTo(Math.PI / 2);
    }
}
