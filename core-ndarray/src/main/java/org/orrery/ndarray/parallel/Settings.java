package org.orrery.ndarray.parallel;

import org.jspecify.annotations.Nullable;

/**
 * The system properties of this package. They are read when first needed, not while a class loads, so that a wrong
 * value is reported as what it is, each time.
 */
final class Settings {

    private static volatile @Nullable Mode mode;

    private Settings() {}

    static Mode mode() {
        Mode known = mode;
        if (known == null) {
            known = mode(System.getProperty("orrery.parallel"));
            mode = known;
        }
        return known;
    }

    static Mode mode(@Nullable String property) {
        if (property == null) {
            return Mode.STEALING;
        }
        try {
            return Mode.of(property);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("-Dorrery.parallel=" + property + ": " + e.getMessage(), e);
        }
    }

    static int threads() {
        return threads(
                System.getProperty("orrery.threads"), Runtime.getRuntime().availableProcessors());
    }

    static int threads(@Nullable String property, int processors) {
        return property == null ? processors : Math.min(positive("orrery.threads", property), processors);
    }

    /** The number of outermost workers, which may be more than there are processors. */
    static int workers() {
        return workers(System.getProperty("orrery.workers"), threads());
    }

    static int workers(@Nullable String property, int threads) {
        return property == null ? threads : positive("orrery.workers", property);
    }

    private static int positive(String name, String property) {
        int value;
        try {
            value = Integer.parseInt(property.strip());
        } catch (NumberFormatException e) {
            value = 0;
        }
        if (value < 1) {
            throw new IllegalArgumentException(
                    "-D" + name + "=" + property + ": expected a whole number of at least 1");
        }
        return value;
    }
}
