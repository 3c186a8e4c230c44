package org.orrery.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.io.Npy;

class AgreementTest {
    @TempDir
    Path folder;

    private Path ours;
    private Path peer;

    @BeforeEach
    void folders() throws IOException {
        ours = Files.createDirectory(folder.resolve("ours"));
        peer = Files.createDirectory(folder.resolve("peer"));
    }

    private static void write(Path side, String name, double... values) throws IOException {
        Npy.write(side.resolve(name + ".npy"), DenseArray.wrap(values, Shape.of(values.length)));
    }

    private static void keys(Path side, long... keys) throws IOException {
        Npy.write(side.resolve("key.npy"), DenseArray.wrap(keys, Shape.of(keys.length)));
    }

    @Test
    void sameElementsAgree() throws IOException {
        write(ours, "whole", 1, Double.NaN, Double.POSITIVE_INFINITY, -0.0);
        write(peer, "whole", 1, Double.NaN, Double.POSITIVE_INFINITY, 0.0);
        assertThat(Agreement.compare(ours, peer, 0)).isEqualTo(new Agreement(true, "same 4 values"));
    }

    @Test
    void sumsMayDifferByTheTolerance() throws IOException {
        write(ours, "whole", 1, 2 + 1e-13);
        write(peer, "whole", 1, 2);
        assertThat(Agreement.compare(ours, peer, 1e-12).words()).isEqualTo("same 2 values to 1e-13");
        assertThat(Agreement.compare(ours, peer, 1e-14).agrees()).isFalse();
        assertThat(Agreement.compare(ours, peer, 0).words()).contains("differ by 1.0e-13");
    }

    @Test
    void aSpecialValueOnOneSideIsADifference() throws IOException {
        write(ours, "whole", 1, Double.NaN);
        write(peer, "whole", 1, 2);
        assertThat(Agreement.compare(ours, peer, 1e300).agrees()).isFalse();
        write(ours, "whole", 1, Double.POSITIVE_INFINITY);
        assertThat(Agreement.compare(ours, peer, 1e300).agrees()).isFalse();
    }

    @Test
    void storedPositionsMustBeTheSame() throws IOException {
        keys(ours, 3, 8, 9);
        write(ours, "value", 1, 2, 3);
        keys(peer, 3, 8, 9);
        write(peer, "value", 1, 2, 3);
        assertThat(Agreement.compare(ours, peer, 0)).isEqualTo(new Agreement(true, "same 3 values"));
        keys(peer, 3, 7, 9);
        assertThat(Agreement.compare(ours, peer, 0).words()).isEqualTo("stored position 1 is 8, the peer's 7");
        keys(peer, 3, 8);
        assertThat(Agreement.compare(ours, peer, 0).words()).isEqualTo("3 stored elements, the peer has 2");
    }

    @Test
    void bothSumsOfALargeMatrixCount() throws IOException {
        write(ours, "sum0", 1, 2);
        write(ours, "sum1", 3);
        write(peer, "sum0", 1, 2);
        write(peer, "sum1", 3.5);
        assertThat(Agreement.compare(ours, peer, 0).agrees()).isFalse();
        write(peer, "sum1", 3);
        assertThat(Agreement.compare(ours, peer, 0)).isEqualTo(new Agreement(true, "same 3 sums"));
    }

    @Test
    void aSparseAndADenseResultAreComparedByTheirSums() throws IOException {
        for (var side : new Path[] {ours, peer}) {
            write(side, "sum0", 1, 2);
            write(side, "sum1", 3);
        }
        keys(ours, 0, 1);
        write(ours, "value", 1, 2);
        assertThat(Agreement.compare(ours, peer, 0)).isEqualTo(new Agreement(true, "same 3 sums"));
        write(peer, "sum0", 1, 2.001);
        assertThat(Agreement.compare(ours, peer, 0).agrees()).isFalse();
    }

    @Test
    void differentFormsAndSizesDiffer() throws IOException {
        write(ours, "whole", 1, 2);
        write(peer, "whole", 1, 2, 3);
        assertThat(Agreement.compare(ours, peer, 0).words()).isEqualTo("2 elements, the peer has 3");
        Files.delete(peer.resolve("whole.npy"));
        keys(peer, 1);
        write(peer, "value", 1);
        assertThat(Agreement.compare(ours, peer, 0).words()).isEqualTo("the results have different sizes");
    }

    @Test
    void noResultIsNoAgreement() throws IOException {
        write(ours, "whole", 1);
        assertThat(Agreement.compare(ours, peer, 0).agrees()).isFalse();
        assertThat(Agreement.compare(peer, ours, 0).agrees()).isFalse();
        assertThat(Agreement.compare(peer, peer, 0).agrees()).isFalse();
    }

    @Test
    void bitsTellZerosApartByTheirSign() throws IOException {
        write(ours, "whole", 1, Double.NaN, -0.0);
        write(peer, "whole", 1, Double.NaN, -0.0);
        assertThat(Comparison.sameBits().compare(ours, peer)).isEqualTo(new Agreement(true, "same bits of 3 values"));
        write(peer, "whole", 1, Double.NaN, 0.0);
        assertThat(Comparison.sameBits().compare(ours, peer).words()).isEqualTo("element 2 is -0.0 and not 0.0");
        write(peer, "whole", 1);
        assertThat(Comparison.sameBits().compare(ours, peer).agrees()).isFalse();
        assertThat(Comparison.sameBits().wholeUpTo()).isGreaterThan(10_000_000);
    }

    @Test
    void samplesOfOneDistributionAgreeThoughNoElementDoes() throws IOException {
        var random = new SplittableRandom(1);
        write(ours, "whole", random.doubles(10_000).toArray());
        write(peer, "whole", random.doubles(10_000).toArray());
        assertThat(Comparison.sameDistribution().compare(ours, peer)).matches(Agreement::agrees, "agrees");
        // The mean of 10,000 numbers scatters by 0.003, their deviation by less.
        write(peer, "whole", random.doubles(10_000, 0, 1.1).toArray());
        assertThat(Comparison.sameDistribution().compare(ours, peer).words()).contains(", expected 0.5");
        write(peer, "whole", random.doubles(10_000, 0.25, 0.75).toArray());
        assertThat(Comparison.sameDistribution().compare(ours, peer).agrees()).isFalse();
    }
}
