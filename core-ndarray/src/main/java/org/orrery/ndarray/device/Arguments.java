package org.orrery.ndarray.device;

import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of a kernel in their order. Not thread-safe; it may be filled once and used for many launches.
 *
 * <pre>{@code
 * kernel.launch(Grid.of(n), Arguments.of().add(2.0).add(x).add(y).add(n));
 * }</pre>
 */
public final class Arguments {
    private final List<Object> values = new ArrayList<>();

    private Arguments() {}

    /**
     * No arguments yet.
     *
     * @return an empty list of arguments
     */
    public static Arguments of() {
        return new Arguments();
    }

    /**
     * Adds a buffer, for a parameter that is a pointer.
     *
     * @param buffer a buffer of the kernel's device
     * @return this
     */
    public Arguments add(DeviceBuffer buffer) {
        return append(buffer);
    }

    /**
     * Adds a number, for a parameter of type {@code double}.
     *
     * @param value the number
     * @return this
     */
    public Arguments add(double value) {
        return append(value);
    }

    /**
     * Adds a number, for a parameter of type {@code float}.
     *
     * @param value the number
     * @return this
     */
    public Arguments add(float value) {
        return append(value);
    }

    /**
     * Adds a number, for a parameter of type {@code int}.
     *
     * @param value the number
     * @return this
     */
    public Arguments add(int value) {
        return append(value);
    }

    /**
     * Adds a number, for a parameter of type {@code LONG}.
     *
     * @param value the number
     * @return this
     */
    public Arguments add(long value) {
        return append(value);
    }

    private Arguments append(Object value) {
        values.add(value);
        return this;
    }

    List<Object> values() {
        return List.copyOf(values);
    }
}
