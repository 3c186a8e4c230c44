package org.orrery.ndarray.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;

/** Each function of the standard on each type that it takes, in each layout, against plain code. */
class StandardTest {
    @TestFactory
    Stream<DynamicTest> functions() {
        return StandardFunctions.rows().stream()
                .filter(r -> r.check() != null)
                .map(r -> DynamicTest.dynamicTest(r.owner() + "." + r.java(), () -> run(r)));
    }

    /** Runs a row's check on all types that it takes; of the others it must say that it does not take them. */
    static void run(StandardFunctions.Row row) {
        StandardFunctions.Check check = row.check();
        if (check == null) {
            return;
        }
        for (DType t : DType.values()) {
            for (Sample s : Sample.of(t)) {
                if (row.takes(t)) {
                    check.on(s);
                } else if (refusesOthers(row)) {
                    assertThatThrownBy(() -> check.on(s))
                            .as("%s of %s", row.java(), s)
                            .isInstanceOf(DTypeException.class);
                }
            }
        }
    }

    /** Checks that call with the sample's type first; the others say in themselves what they refuse. */
    private static boolean refusesOthers(StandardFunctions.Row row) {
        return row.owner().equals("Elementwise");
    }

    @Test
    void namesAllFunctions() {
        assertThat(StandardFunctions.rows()).hasSize(16 + 6 + 67 + 2 + 5 + 4 + 14 + 6 + 4 + 2 + 9 + 3 + 8 + 23 + 14);
    }
}
