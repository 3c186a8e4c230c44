package org.orrery.ndarray.device;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.BackendException;
import org.orrery.ndarray.Providers;

/**
 * Finds devices.
 *
 * <pre>{@code
 * Devices.find().ifPresent(device -> run(device));
 * }</pre>
 */
public final class Devices {
    private static final String PROPERTY = "orrery.device";

    /** The first Java that warns (JEP 472). */
    private static final int WARNS_OF_NATIVES = 24;

    /** Kept with the provider's class, so that natives load once and the class may still be unloaded. */
    private static final ClassValue<Probe> PROBES = new ClassValue<>() {
        @Override
        protected Probe computeValue(Class<?> type) {
            return new Probe();
        }
    };

    private Devices() {}

    /** What a provider said when it was first asked. */
    private static final class Probe {
        private @Nullable String state;
        private boolean usable;
        private List<Device> devices = List.of();

        synchronized Probe of(DeviceProvider provider) {
            if (state == null) {
                try {
                    state = provider.probe();
                    devices = provider.drivers().stream().map(Device::new).toList();
                    usable = !devices.isEmpty();
                } catch (BackendException | LinkageError e) {
                    state = String.valueOf(e.getMessage());
                }
            }
            return this;
        }

        synchronized String state() {
            return String.valueOf(state);
        }
    }

    /**
     * The device to use. {@code -Dorrery.device=none|opencl|cuda} decides; without it the first GPU that is found, CUDA
     * before OpenCL, and none with {@code -Dorrery.strict=true}. A main processor that OpenCL drives is used only when
     * {@code opencl} is asked for.
     *
     * @return the device, empty if there is none or none is wanted
     * @throws BackendException if the one asked for is missing or does not work; the message says why
     */
    public static Optional<Device> find() {
        String wanted = System.getProperty(PROPERTY, "");
        return switch (wanted) {
            case "none" -> Optional.empty();
            case "" ->
                Boolean.getBoolean("orrery.strict")
                        ? Optional.empty()
                        : all().stream()
                                .filter(device -> device.info().kind() != DeviceKind.CPU)
                                .min(Comparator.comparingInt(Devices::rank));
            case "opencl", "cuda" -> Optional.of(forced(wanted));
            default -> throw new BackendException("-D" + PROPERTY + "=" + wanted + ": expected none, opencl or cuda");
        };
    }

    private static int rank(Device device) {
        return device.info().backend().equals("cuda") ? 0 : 1;
    }

    private static Device forced(String wanted) {
        if (Boolean.getBoolean("orrery.strict")) {
            throw new BackendException("-D" + PROPERTY + "=" + wanted
                    + " contradicts -Dorrery.strict=true, which has the same bits everywhere: expected none");
        }
        Providers<DeviceProvider> providers = Providers.of(DeviceProvider.class);
        for (DeviceProvider provider : providers.found()) {
            if (provider.name().equals(wanted)) {
                Probe probe = probe(provider);
                if (!probe.usable) {
                    throw new BackendException("-D" + PROPERTY + "=" + wanted + ": " + probe.state());
                }
                return probe.devices.get(0);
            }
        }
        throw new BackendException("-D" + PROPERTY + "=" + wanted + ": orrery-backend-" + wanted
                + " is not on the class path"
                + (providers.problems().isEmpty() ? "" : "; " + String.join("; ", providers.problems())));
    }

    /**
     * Every device that works, whatever {@code -Dorrery.device} says, main processors that OpenCL drives included. A card
     * that both CUDA and OpenCL drive is there twice.
     *
     * @return an unmodifiable list
     */
    public static List<Device> all() {
        List<Device> devices = new ArrayList<>();
        for (DeviceProvider provider : Providers.of(DeviceProvider.class).found()) {
            devices.addAll(probe(provider).devices);
        }
        return List.copyOf(devices);
    }

    private static Probe probe(DeviceProvider provider) {
        return PROBES.get(provider.getClass()).of(provider);
    }

    /**
     * What was found, what not and why, and which one {@link #find()} gives.
     *
     * @return a description of one or more lines
     */
    public static String describe() {
        Providers<DeviceProvider> providers = Providers.of(DeviceProvider.class);
        List<String> lines = new ArrayList<>();
        lines.add("Device: " + chosen(providers.found().isEmpty()));
        for (DeviceProvider provider : providers.found()) {
            Probe probe = probe(provider);
            if (probe.usable) {
                lines.add("  " + provider.name() + ": " + probe.state());
                probe.devices.forEach(device -> lines.add("    " + device.info()));
            } else {
                lines.add("  " + provider.name() + ": not used: " + probe.state());
            }
        }
        providers.problems().forEach(problem -> lines.add("  " + problem));
        if (!providers.found().isEmpty() && Runtime.version().feature() >= WARNS_OF_NATIVES) {
            lines.add("  java warns of native libraries unless it is started with --enable-native-access=ALL-UNNAMED");
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String chosen(boolean noProvider) {
        try {
            Optional<Device> device = find();
            if (device.isPresent()) {
                return device.get().info().backend() + ", "
                        + device.get().info().name();
            }
            return noProvider
                    ? "none; orrery-backend-opencl or orrery-backend-cuda on the class path brings GPUs"
                    : "none is used";
        } catch (BackendException e) {
            return "none, since " + e.getMessage();
        }
    }
}
