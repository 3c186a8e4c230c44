package org.orrery.bench.ndarray;

import java.io.IOException;
import org.orrery.bench.reproduction.Measurement;
import org.orrery.bench.reproduction.Reproduction;
import picocli.CommandLine.Command;

/** The subcommand {@code ndarray}: dense arrays beside NumPy. */
@Command(
        name = "ndarray",
        description = "Measures dense arrays beside NumPy, and two threads beside one.",
        mixinStandardHelpOptions = true)
public final class NdarrayReproduction extends Reproduction {
    /** Made by the command line. */
    public NdarrayReproduction() {
        super(NdarrayTables.SUBJECT);
    }

    @Override
    protected void measure(Measurement measurement) throws IOException {
        new NdarrayTables(measurement).measure();
    }
}
