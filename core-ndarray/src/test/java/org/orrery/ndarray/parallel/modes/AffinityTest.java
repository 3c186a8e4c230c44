package org.orrery.ndarray.parallel.modes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AffinityTest {

    private static final List<Integer> EIGHT = IntStream.range(0, 8).boxed().toList();

    @Test
    void childrenSitSideBySide() {
        // The paper's example: two of eight, and the same with twice the threads.
        assertThat(Affinity.of(0, 2, 1, EIGHT).processors()).containsExactly(0, 1, 2, 3);
        assertThat(Affinity.of(1, 2, 1, EIGHT).processors()).containsExactly(4, 5, 6, 7);
        assertThat(Affinity.of(1, 2, 2, EIGHT).processors()).containsExactlyElementsOf(EIGHT);
        // Three of eight have round(8 / 3) = 3 each; the last one's go round.
        assertThat(Affinity.of(2, 3, 1, EIGHT).processors()).containsExactly(6, 7, 0);
        assertThat(Affinity.of(9, 16, 1, EIGHT).processors()).containsExactly(1);
        assertThat(Affinity.of(0, 1, 1, EIGHT).processors()).containsExactlyElementsOf(EIGHT);
        assertThat(Affinity.of(1, 2, 1, List.of(3, 9)).processors()).containsExactly(9);
    }

    @Test
    void listsOfProcessorsAreRead() {
        assertThat(Affinity.numbers("\t0-2,5,7-8")).containsExactly(0, 1, 2, 5, 7, 8);
    }

    @Test
    void theOptionsNameTheProcessors() {
        Affinity two = new Affinity(List.of(4, 5));
        assertThat(two.javaOptions()).containsExactly("-XX:ActiveProcessorCount=2");
        if (!two.prefix().isEmpty()) {
            assertThat(two.prefix()).containsExactly("taskset", "-c", "4,5");
        }
        Affinity here = Affinity.of(0, 1, 1);
        assertThat(here.processors()).hasSize(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertThatThrownBy(() -> Affinity.of(2, 2, 1)).hasMessage("child = 2: expected from 0 to 1");
        assertThatThrownBy(() -> Affinity.of(0, 2, 0)).hasMessage("factor = 0: expected at least 1");
        assertThatThrownBy(() -> new Affinity(List.of())).hasMessageContaining("expected at least one");
    }
}
