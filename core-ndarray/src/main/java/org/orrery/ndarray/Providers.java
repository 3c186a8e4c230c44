package org.orrery.ndarray;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The implementations of a service interface that the class path or module path offers: a backend, a figure format, an
 * engine.
 *
 * <p>They are sought in the interface's own class loader, then in the caller's context class loader, by
 * {@link ServiceLoader}. One that cannot be loaded does not hide the others; it is told in {@link #problems()}. All
 * artifacts of Orrery have one version, so a provider of Orrery's of another version than the core's is left out.
 *
 * @param <T> the service interface
 */
public final class Providers<T> {
    private static final System.Logger LOGGER = System.getLogger(Providers.class.getPackageName());
    private static final String GROUP = "org.orrery.";

    private final List<T> found;
    private final List<String> problems;

    private Providers(List<T> found, List<String> problems) {
        this.found = List.copyOf(found);
        this.problems = List.copyOf(problems);
    }

    /**
     * Looks for implementations.
     *
     * @param <T> the service interface
     * @param service the service interface
     * @return what was found, and what could not be loaded
     */
    public static <T> Providers<T> of(Class<T> service) {
        Map<Class<?>, T> found = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        ClassLoader own = service.getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        collect(service, own, found, problems);
        if (!Objects.equals(own, context)) {
            collect(service, context, found, problems);
        }
        for (String problem : problems) {
            LOGGER.log(Level.WARNING, problem);
        }
        return new Providers<>(new ArrayList<>(found.values()), problems);
    }

    private static <T> void collect(
            Class<T> service, @Nullable ClassLoader loader, Map<Class<?>, T> found, List<String> problems) {
        Iterator<T> providers = ServiceLoader.load(service, loader).iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                T provider = providers.next();
                String refusal = otherVersion(provider.getClass().getPackage(), Providers.class.getPackage());
                if (refusal == null) {
                    found.putIfAbsent(provider.getClass(), provider);
                } else {
                    problems.add(provider.getClass().getName() + " is left out: " + refusal);
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                problems.add("a provider of " + service.getName() + " cannot be loaded: " + cause);
            }
        }
    }

    /** Why a provider does not belong to this core; null if it does, or if one of both has no version (a build's classes). */
    static @Nullable String otherVersion(@Nullable Package provider, Package core) {
        if (provider == null || !provider.getName().startsWith(GROUP)) {
            return null;
        }
        String its = provider.getImplementationVersion();
        String ours = core.getImplementationVersion();
        return its == null || ours == null || its.equals(ours)
                ? null
                : "it has version " + its + ", the core " + ours + "; import orrery-bom to keep them together";
    }

    /**
     * The implementations, those of the interface's own class loader first.
     *
     * @return an unmodifiable list
     */
    public List<T> found() {
        return found;
    }

    /**
     * What could not be loaded or was left out, a sentence each.
     *
     * @return an unmodifiable list
     */
    public List<String> problems() {
        return problems;
    }
}
