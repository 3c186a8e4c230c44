package org.orrery.bench.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The bom has no parent, so nothing but this test keeps it in step with the reactor. */
class BomTest {
    @Test
    void listsEachArtifactThatIsDeployed() throws IOException {
        Reactor reactor = Reactor.read();
        var expected = new ArrayList<String>();
        for (String module : reactor.codeModules()) {
            if (Reactor.isDeployed(module)) {
                expected.add("orrery-" + module + ":" + reactor.version());
            }
        }
        assertThat(Reactor.bomEntries()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void hasTheReactorsVersionAndNoParent() throws IOException {
        var bom = Reactor.pom("bom");
        assertThat(Reactor.child(bom, "version")).isEqualTo(Reactor.read().version());
        assertThat(Reactor.child(bom, "parent")).isEmpty();
    }
}
