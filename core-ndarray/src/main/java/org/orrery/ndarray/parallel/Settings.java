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
        if (property == null) {
            return processors;
        }
        int limit;
        try {
            limit = Integer.parseInt(property.strip());
        } catch (NumberFormatException e) {
            limit = 0;
        }
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "-Dorrery.threads=" + property + ": expected a whole number of at least 1");
        }
        return Math.min(limit, processors);
    }
}
