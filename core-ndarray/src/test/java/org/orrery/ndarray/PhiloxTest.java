package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.testing.NumPy;

class PhiloxTest {

    @Test
    void givesNumPysWords() {
        // numpy.random.Philox(key=[0xdeadbeef, 0x12345678]).random_raw(10), NumPy 2.4.6
        Philox philox = Philox.ofKey(0xdeadbeefL, 0x12345678L);
        assertThat(philox.longs(10).toArray())
                .containsExactly(
                        0x3d1c495a41eeb326L,
                        0xdcedb98424497b4eL,
                        0xacae59a90b703e83L,
                        0xd4e4aeb7df73661L,
                        0x9ec53fa9ae78f367L,
                        0xbf67904f27d8d3efL,
                        0x979fc862f3f8f709L,
                        0xbd85ba4c59b6367aL,
                        0xc23c2b2b3400994dL,
                        0x8892423ed07756f6L);
        // numpy.random.Generator of the same: random(6)
        assertThat(Philox.ofKey(0xdeadbeefL, 0x12345678L).doubles(6).toArray())
                .containsExactly(
                        0x1.e8e24ad20f758p-3,
                        0x1.b9db73084892fp-1,
                        0x1.595cb35216e07p-1,
                        0x1.a9c95d6fbee60p-5,
                        0x1.3d8a7f535cf1ep-1,
                        0x1.7ecf209e4fb1ap-1);
        // The same with counter=[0, 0, 5, 1] and [0, 0, 2**64 - 7, 1]
        assertThat(philox.stream(5).longs(4).toArray())
                .containsExactly(0xbd43fa9e4de9927L, 0x4fdfbd12e6d7ac53L, 0xbca3cde00489232dL, 0x1515d25e779a5889L);
        assertThat(philox.stream(-7).longs(4).toArray())
                .containsExactly(0x6193a4f47bae6a46L, 0x39d96280814d8d99L, 0xa9f84542ce1f8c82L, 0x6322e7cb3df4ae50L);
        // numpy.random.Philox(key=[1, 2], counter=[2**40, 0, 0, 0])
        Philox far = Philox.ofKey(1, 2);
        far.jump(4L << 40);
        assertThat(far.longs(4).toArray())
                .containsExactly(0x1a5c96250d860720L, 0x3163e5456d5793f2L, 0x86707cf44ca93937L, 0xcb71c5469a8bd354L);
    }

    @Test
    void agreesWithTheNumPyThatIsHere() {
        NumPy.assume();
        Random random = new Random(7);
        long k0 = random.nextLong();
        long k1 = random.nextLong();
        long stream = random.nextLong();
        int n = 3000;
        String made = NumPy.run("print(*np.random.Philox(key=np.array([%s, %s], np.uint64),"
                        .formatted(Long.toUnsignedString(k0), Long.toUnsignedString(k1))
                + " counter=np.array([0, 0, %s, 1], np.uint64)).random_raw(%d), end='')"
                        .formatted(Long.toUnsignedString(stream), n));
        long[] ours = new long[n];
        Philox.ofKey(k0, k1).stream(stream).fill(0, ours, 0, n);
        assertThat(Arrays.stream(ours).mapToObj(Long::toUnsignedString)).containsExactly(made.split(" ", -1));
    }

    @Test
    void anElementDependsOnItsIndexAlone() {
        Philox philox = Philox.seed(3).stream(8);
        long[] inOrder = philox.longs(5000).toArray();
        assertThat(philox.position()).isEqualTo(5000);
        Random random = new Random(1);
        for (int round = 0; round < 500; round++) {
            int first = random.nextInt(4900);
            int length = random.nextInt(Math.min(round < 250 ? 12 : 3000, 5000 - first));
            int offset = random.nextInt(9);
            long[] words = new long[offset + length + 2];
            double[] doubles = new double[offset + length + 2];
            philox.fill(first, words, offset, length);
            philox.fillDoubles(first, doubles, offset, length);
            for (int i = 0; i < words.length; i++) {
                boolean inside = i >= offset && i < offset + length;
                long expected = inside ? inOrder[first + i - offset] : 0;
                assertThat(words[i]).isEqualTo(expected);
                assertThat(doubles[i]).isEqualTo((expected >>> 11) * 0x1p-53);
            }
            philox.jump(first - philox.position());
            assertThat(philox.nextLong()).isEqualTo(inOrder[first]);
        }
    }

    @Test
    void theLastIndicesWork() {
        Philox philox = Philox.seed(3);
        long[] words = new long[7];
        philox.fill(Long.MAX_VALUE - 7, words, 0, 7);
        philox.jump(Long.MAX_VALUE - 7);
        for (long word : words) {
            assertThat(philox.nextLong()).isEqualTo(word);
        }
        assertThat(philox.position()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void wrongArgumentsAreNamed() {
        Philox philox = Philox.seed(3);
        assertThatThrownBy(() -> philox.jump(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("jump by -1 from position 0 leaves 0 .. 2^63 - 1");
        philox.jump(1);
        assertThatThrownBy(() -> philox.jump(Long.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> philox.fill(-1, new long[3], 0, 3)).hasMessageContaining("first = -1");
        assertThatThrownBy(() -> philox.fill(Long.MAX_VALUE, new long[3], 0, 3)).hasMessageContaining("length 3");
        assertThatThrownBy(() -> philox.fill(0, new long[3], 1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> philox.fillDoubles(0, new double[3], -1, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> philox.nextInt(0)).hasMessage("bound = 0: expected at least 1");
        assertThatThrownBy(() -> philox.nextLong(-3)).hasMessage("bound = -3: expected at least 1");
        assertThatThrownBy(() -> philox.nextInt(5, 5)).hasMessage("bound 5 is not above origin 5");
        assertThatThrownBy(() -> philox.nextLong(5, 4)).hasMessage("bound 4 is not above origin 5");
    }

    @Test
    void streamsAndSeedsAreDifferentAndUnrelated() {
        Set<Long> first = new HashSet<>();
        Philox base = Philox.seed(0);
        int count = 0;
        for (int a = -20; a < 20; a++) {
            first.add(Philox.seed(a).nextLong());
            first.add(base.stream(a).nextLong());
            for (int b = -20; b < 20; b++) {
                first.add(base.stream(a).stream(b).nextLong());
                first.add(base.stream(a).stream(3).stream(b).nextLong());
                count += 2;
            }
            count += 2;
        }
        assertThat(first).hasSize(count);
        double[] x = new double[100_000];
        double[] y = new double[x.length];
        base.stream(0).fillDoubles(0, x, 0, x.length);
        for (Philox other : new Philox[] {base, base.stream(1), base.stream(1).stream(0), Philox.seed(1)}) {
            other.fillDoubles(0, y, 0, y.length);
            double covariance = 0;
            for (int i = 0; i < x.length; i++) {
                covariance += (x[i] - 0.5) * (y[i] - 0.5);
            }
            // The correlation of unrelated numbers is normal with deviation 1/sqrt(n).
            assertThat(12 * covariance / x.length).isCloseTo(0, within(4 / Math.sqrt(x.length)));
        }
    }

    @Test
    void aStreamOfAStreamNeedsNoPosition() {
        Philox stream = Philox.seed(5).stream(2);
        long expected = stream.stream(9).nextLong();
        stream.nextLong();
        assertThat(stream.stream(9).nextLong()).isEqualTo(expected);
        assertThat(stream.position()).isEqualTo(1);
    }

    @Test
    void boundedIntegersAreWithoutBias() {
        Philox philox = Philox.seed(11);
        Outcomes die = new Outcomes(6);
        Outcomes shifted = new Outcomes(7);
        Outcomes wide = new Outcomes(3);
        Outcomes wideFromOrigin = new Outcomes(3);
        long range = 3L << 61; // without rejection, every third value would come twice as often
        for (int i = 0; i < 300_000; i++) {
            die.add(philox.nextInt(6));
            shifted.add(philox.nextInt(-3, 4) + 3);
            wide.add((int) (philox.nextLong(range) % 3));
            wideFromOrigin.add((int) Long.remainderUnsigned(
                    philox.nextLong(Long.MIN_VALUE, Long.MIN_VALUE + (3L << 62)) - Long.MIN_VALUE, 3));
        }
        for (Outcomes counts : new Outcomes[] {die, shifted, wide, wideFromOrigin}) {
            counts.assertUniform();
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(philox.nextInt(Integer.MIN_VALUE, Integer.MAX_VALUE)).isLessThan(Integer.MAX_VALUE);
            assertThat(philox.nextLong(Long.MIN_VALUE, Long.MAX_VALUE)).isLessThan(Long.MAX_VALUE);
            assertThat(philox.nextLong(1)).isZero();
        }
    }

    @Test
    void worksAsARandomGenerator() {
        RandomGenerator generator = Philox.seed(12);
        double mean = 0;
        double square = 0;
        double exponential = 0;
        int n = 200_000;
        for (int i = 0; i < n; i++) {
            double g = generator.nextGaussian();
            mean += g / n;
            square += g * g / n;
            exponential += generator.nextExponential() / n;
        }
        assertThat(mean).isCloseTo(0, within(4 / Math.sqrt(n)));
        assertThat(square).isCloseTo(1, within(4 * Math.sqrt(2.0 / n)));
        assertThat(exponential).isCloseTo(1, within(4 / Math.sqrt(n)));
        assertThat(generator.ints(1000, 3, 5).boxed().distinct()).containsExactlyInAnyOrder(3, 4);
        assertThat(generator.nextDouble(2, 3)).isBetween(2.0, 3.0);
    }

    @Test
    void aSeedComesFromAnyGenerator() {
        assertThat(Seed.from(new Random(1))).isEqualTo(new Seed(new Random(1).nextLong()));
        assertThat(new Seed(4).generator().nextLong()).isEqualTo(Philox.seed(4).nextLong());
        Set<Seed> children = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            children.add(new Seed(4).child(i));
        }
        assertThat(children).hasSize(1000);
    }

    /** Counts of equally likely outcomes. */
    private static final class Outcomes {
        private final long[] counts;

        Outcomes(int outcomes) {
            counts = new long[outcomes];
        }

        void add(int outcome) {
            counts[outcome]++;
        }

        void assertUniform() {
            SamplingTest.assertUniform(counts);
        }
    }
}
