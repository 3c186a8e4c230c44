package org.orrery.bench.device;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.orrery.ndarray.Backends;
import org.orrery.ndarray.device.Device;
import org.orrery.ndarray.device.Devices;

/** What {@code bin/gpu-check} runs: all tests of devices, then the benchmark of each device, in one table. */
public final class GpuCheck {
    private static final List<String> TESTS = List.of(
            "org.orrery.backend.opencl.OpenclDeviceTest",
            "org.orrery.backend.cuda.CudaDeviceTest",
            "org.orrery.backend.cuda.CudaCompilerTest",
            "org.orrery.backend.cuda.CublasGemmTest");

    private GpuCheck() {}

    /** What the tests of a class came to. */
    private static final class Outcome {
        private int passed;
        private final List<String> failed = new ArrayList<>();
        private final Set<String> skipped = new LinkedHashSet<>();
        private int skips;

        @Override
        public String toString() {
            return passed + " passed, " + failed.size() + " failed, " + skips + " skipped"
                    + (failed.isEmpty() ? "" : "; failed: " + String.join(", ", failed))
                    + (skipped.isEmpty() ? "" : "; skipped: " + String.join("; ", skipped));
        }
    }

    /** Collects outcomes by test class. */
    private static final class Outcomes implements TestExecutionListener {
        private final Map<String, Outcome> byClass = new LinkedHashMap<>();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (!test.isTest() && result.getStatus() == Status.SUCCESSFUL) {
                return;
            }
            String name = test.getSource()
                    .filter(MethodSource.class::isInstance)
                    .map(source -> ((MethodSource) source).getJavaClass().getSimpleName())
                    .orElse(test.getDisplayName());
            Outcome outcome = byClass.computeIfAbsent(name, first -> new Outcome());
            String message = result.getThrowable().map(Throwable::getMessage).orElse("");
            switch (result.getStatus()) {
                case SUCCESSFUL -> outcome.passed++;
                case ABORTED -> {
                    outcome.skips++;
                    outcome.skipped.add(message.replace("Assumption failed: ", ""));
                }
                case FAILED -> {
                    outcome.failed.add(test.getDisplayName());
                    System.err.println(name + " " + test.getDisplayName());
                    result.getThrowable().ifPresent(Throwable::printStackTrace);
                }
            }
        }
    }

    /**
     * Runs the check.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.println(Backends.describe());
        System.out.println();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(TESTS.stream().map(DiscoverySelectors::selectClass).toList())
                .build();
        Outcomes outcomes = new Outcomes();
        LauncherFactory.create().execute(request, outcomes);
        List<Measurement> rows = new ArrayList<>();
        outcomes.byClass.forEach((name, outcome) -> rows.add(new Measurement("tests", name, outcome.toString())));
        for (Device device : Devices.all()) {
            rows.addAll(DeviceBenchmark.of(device).run());
        }
        rows.add(DeviceBenchmark.gemm());
        rows.forEach(System.out::println);
        if (outcomes.byClass.values().stream().anyMatch(outcome -> !outcome.failed.isEmpty())) {
            System.exit(1);
        }
    }
}
