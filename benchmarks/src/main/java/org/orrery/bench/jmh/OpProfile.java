package org.orrery.bench.jmh;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Op;
import org.orrery.ndarray.Ops;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.Statistics;
import org.orrery.sparse.CooArray;

/**
 * Brings the JVM into the state of a program that uses the whole library. A compiler that has seen a single operation
 * at a call site builds that operation in; a benchmark in such a JVM measures what no program of any size gets.
 */
public final class OpProfile {
    private static final int ROUNDS = 20;
    private static final int SIDE = 16;

    private OpProfile() {}

    /** Runs every element-wise operation and every reduction on small dense and sparse arrays of several types. */
    public static void pollute() {
        var operands = new ArrayList<NdArray>();
        for (var dtype :
                List.of(DType.FLOAT64, DType.FLOAT32, DType.INT64, DType.INT32, DType.COMPLEX128, DType.BOOL)) {
            operands.add(Creation.ones(Shape.of(SIDE, SIDE), dtype));
        }
        operands.add(sparse());
        for (var round = 0; round < ROUNDS; round++) {
            for (var operand : operands) {
                everything(operand);
            }
        }
    }

    private static NdArray sparse() {
        var diagonal = new long[SIDE];
        Arrays.setAll(diagonal, i -> i);
        var values = new double[SIDE];
        Arrays.fill(values, 1);
        return CooArray.of(Shape.of(SIDE, SIDE), diagonal, diagonal, values);
    }

    private static void everything(NdArray x) {
        for (var op : operations()) {
            var operands = new NdArray[op.arity()];
            Arrays.fill(operands, x);
            try {
                op.apply(operands);
            } catch (DTypeException e) {
                // Not every operation takes every type; those that do are what counts.
            }
        }
        if (x.dtype() != DType.BOOL) {
            for (var axes : List.of(Axes.all(), Axes.of(0), Axes.of(1))) {
                Statistics.sum(x, axes);
                Statistics.prod(x, axes);
                if (x.dtype() != DType.COMPLEX128) {
                    Statistics.max(x, axes);
                    Statistics.min(x, axes);
                }
            }
        }
    }

    private static List<Op> operations() {
        var found = new ArrayList<Op>();
        try {
            for (var field : Ops.class.getFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == Op.class) {
                    found.add((Op) field.get(null));
                }
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a public field of Ops cannot be read", e);
        }
        return found;
    }
}
