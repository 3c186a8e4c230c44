package org.orrery.bench.sparse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.orrery.bench.reproduction.Measurement;
import org.orrery.bench.reproduction.Reproduction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The subcommand {@code sparse}: Table 2 of the Sparse paper, and the same on the user's own matrices. */
@Command(
        name = "sparse",
        description = "Reproduces Table 2 of \"" + SparseTables.TITLE + "\" and more.",
        mixinStandardHelpOptions = true)
public final class SparseReproduction extends Reproduction {
    @Option(
            names = "--matrix",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Measure and draw these matrices too: .mtx, .rsa, .rua, .npz.")
    private List<Path> matrices = List.of();

    private final List<SparseTables.Own> own = new ArrayList<>();

    /** Made by the command line. */
    public SparseReproduction() {
        super(SparseTables.SUBJECT);
    }

    @Override
    protected List<String> prepare() {
        var problems = new ArrayList<String>();
        for (var file : matrices) {
            try {
                var entries = MatrixFiles.read(file);
                var name = String.valueOf(file.getFileName());
                var others = own.stream()
                        .filter(matrix -> matrix.file().endsWith(name))
                        .count();
                own.add(new SparseTables.Own(others == 0 ? name : name + "-" + (others + 1), file, entries));
            } catch (IOException e) {
                problems.add(MatrixFiles.complaint(file, e));
            }
        }
        return problems;
    }

    @Override
    protected void measure(Measurement measurement) throws IOException {
        new SparseTables(measurement).measure(own);
    }
}
