package org.orrery.bench.jmh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.ndarray.parallel.ThreadWatch;

/** Times nested workloads in several modes, in turns, so that what else the machine does falls on all of them. */
public final class NestedMeasurement {
    private NestedMeasurement() {}

    /**
     * What to measure.
     *
     * @param workloads the workloads
     * @param modes the modes; the first is what the others are compared with
     * @param scale the sizes
     * @param rounds how often each is timed, after one that is not
     */
    public record Plan(List<NestedWorkload> workloads, List<Mode> modes, NestedWorkload.Scale scale, int rounds) {}

    /**
     * One workload in one mode.
     *
     * @param workload the workload
     * @param mode the name of the mode
     * @param seconds the median time
     * @param ratio the median of the ratios to the first mode's time in the same round
     * @param peakActive the most threads at work, by the runtime's count
     * @param peakRunnable the most that the operating system saw runnable, if it tells
     * @param result the number made of the results
     */
    public record Row(
            NestedWorkload workload,
            String mode,
            double seconds,
            double ratio,
            int peakActive,
            OptionalInt peakRunnable,
            double result) {}

    /**
     * Measures.
     *
     * @param plan what to measure
     * @return a row per workload and mode, in the order of the plan
     */
    public static List<Row> run(Plan plan) {
        List<Row> rows = new ArrayList<>();
        int modes = plan.modes().size();
        for (NestedWorkload workload : plan.workloads()) {
            double[][] times = new double[modes][plan.rounds()];
            double[] results = new double[modes];
            ThreadWatch.Summary[] seen = new ThreadWatch.Summary[modes];
            for (int round = -1; round < plan.rounds(); round++) {
                for (int m = 0; m < modes; m++) {
                    Mode mode = plan.modes().get(m);
                    long start = System.nanoTime();
                    if (round < 0) {
                        // Not timed, so it may be watched.
                        try (ThreadWatch watch = ThreadWatch.start()) {
                            results[m] = once(workload, mode, plan);
                            seen[m] = watch.summary();
                        }
                    } else {
                        results[m] = once(workload, mode, plan);
                        times[m][round] = (System.nanoTime() - start) * 1e-9;
                    }
                }
            }
            for (int m = 0; m < modes; m++) {
                double[] ratios = new double[plan.rounds()];
                for (int r = 0; r < ratios.length; r++) {
                    ratios[r] = times[m][r] / times[0][r];
                }
                rows.add(new Row(
                        workload,
                        plan.modes().get(m).name(),
                        median(times[m]),
                        median(ratios),
                        seen[m].peakActive(),
                        seen[m].peakRunnable(),
                        results[m]));
            }
        }
        return rows;
    }

    private static double once(NestedWorkload workload, Mode mode, Plan plan) {
        double result = Parallel.in(mode, () -> workload.run(plan.scale()));
        return result;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
