package org.orrery.ndarray;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Chooses between a kernel's plain twin and its Vector API twin.
 *
 * <p>Vector twins live in classes named {@code Vectorized...}, which are compiled apart and never loaded where the
 * module {@code jdk.incubator.vector} is absent. Start the virtual machine with
 * {@code --add-modules jdk.incubator.vector} to have them. {@code -Dorrery.vector=false} and
 * {@code -Dorrery.strict=true} choose the plain twins.
 */
public final class Vectorization {
    private static final System.Logger LOGGER = System.getLogger(Vectorization.class.getPackageName());
    private static final AtomicBoolean LOGGED = new AtomicBoolean();
    private static final String MODULE = "jdk.incubator.vector";
    private static final boolean PRESENT = ModuleLayer.boot().findModule(MODULE).isPresent();

    private Vectorization() {}

    /**
     * Whether vector twins are used.
     *
     * @return true if the Vector API is there and not switched off
     */
    public static boolean isActive() {
        return PRESENT && !Boolean.getBoolean("orrery.strict") && !"false".equals(System.getProperty("orrery.vector"));
    }

    /**
     * Why vector twins are used or not, in a sentence.
     *
     * @return the state and, if they are not used, what turns them on
     */
    public static String describe() {
        if (isActive()) {
            return "Vector API: used";
        }
        return PRESENT
                ? "Vector API: there, but switched off by -Dorrery.vector=false or -Dorrery.strict=true"
                : "Vector API: not used; start java (or jshell with -R) with --add-modules " + MODULE;
    }

    /**
     * The vector twin of a kernel if it can be used, else the plain one.
     *
     * @param <T> the kernel's type
     * @param type the kernel's type
     * @param className the class of the vector twin, with a constructor without arguments, in the module and class
     *     loader of {@code type}
     * @param plain the plain twin
     * @return the twin to be used, to be kept in a static final field
     */
    public static <T> T choose(Class<T> type, String className, T plain) {
        if (!isActive()) {
            return plain;
        }
        try {
            Class<?> twin = Class.forName(className, true, type.getClassLoader());
            return type.cast(twin.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            if (!LOGGED.getAndSet(true)) {
                LOGGER.log(
                        Level.WARNING,
                        "The vector kernel " + className + " cannot be used; plain code runs instead",
                        e);
            }
            return plain;
        }
    }
}
