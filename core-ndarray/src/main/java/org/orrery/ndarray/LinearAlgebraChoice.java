package org.orrery.ndarray;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.internal.JavaLinearAlgebra;

/** Chooses the provider of linear algebra, once. */
final class LinearAlgebraChoice {
    private static final System.Logger LOGGER = System.getLogger(LinearAlgebraChoice.class.getPackageName());

    private static volatile @Nullable LinearAlgebraProvider chosen;

    private LinearAlgebraChoice() {}

    static LinearAlgebraProvider get() {
        LinearAlgebraProvider known = chosen;
        if (known == null) {
            Providers<LinearAlgebraProvider> providers = Providers.of(LinearAlgebraProvider.class);
            known = choose(
                    System.getProperty("orrery.linalg"),
                    Boolean.getBoolean("orrery.strict"),
                    providers.found(),
                    providers.problems());
            chosen = known;
        }
        return known;
    }

    static LinearAlgebraProvider choose(
            @Nullable String property, boolean strict, List<LinearAlgebraProvider> found, List<String> problems) {
        LinearAlgebraProvider java = JavaLinearAlgebra.INSTANCE;
        boolean automatic = property == null || property.equals("auto");
        if (java.name().equals(property) || (automatic && strict)) {
            return java;
        }
        if (automatic) {
            for (LinearAlgebraProvider provider : found) {
                if (provider.isAutomatic() && works(provider)) {
                    return provider;
                }
            }
            return java;
        }
        if (strict) {
            throw new BackendException("-Dorrery.linalg=" + property
                    + " contradicts -Dorrery.strict=true, which has the same bits everywhere: expected java");
        }
        List<String> names = new ArrayList<>(List.of(java.name()));
        for (LinearAlgebraProvider provider : found) {
            if (provider.name().equals(property)) {
                probe(provider);
                return provider;
            }
            names.add(provider.name());
        }
        throw new BackendException("-Dorrery.linalg=" + property + ": there is no such provider; found are "
                + String.join(", ", names) + (problems.isEmpty() ? "" : "; " + String.join("; ", problems)));
    }

    private static boolean works(LinearAlgebraProvider provider) {
        try {
            provider.probe();
            return true;
        } catch (BackendException | LinkageError e) {
            LOGGER.log(Level.WARNING, "linear algebra by " + provider.name() + " is not used: " + e.getMessage());
            return false;
        }
    }

    private static void probe(LinearAlgebraProvider provider) {
        try {
            provider.probe();
        } catch (LinkageError e) {
            throw new BackendException("-Dorrery.linalg=" + provider.name() + ": " + e.getMessage(), e);
        }
    }
}
