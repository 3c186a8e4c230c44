package org.orrery.bench.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.Shape;

class BridgeTest {
    private static List<String> answers(String... requests) throws IOException {
        var out = new ByteArrayOutputStream();
        var in = String.join("\n", requests) + "\n";
        Bridge.serve(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), out);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void functionsAreFoundByNameAndArguments() throws IOException {
        assertThat(answers(
                        "arange i6",
                        "reshape @0 l2,3",
                        "sum @1 A0",
                        "add @1 d0.5",
                        "get @1 1,::2",
                        "item @4",
                        "get @4 1",
                        "item @5",
                        "isdtype :int64 (xINTEGRAL)",
                        "unstack @1 i0"))
                .containsExactly(
                        "=@0:int64:6",
                        "=@1:int64:2,3",
                        "=@2:int64:1,3",
                        "=@3:float64:2,3",
                        "=@4:int64:2",
                        "!IllegalArgumentException item of shape (2,): expected one element",
                        "=@5:int64:",
                        "=i5",
                        "=t",
                        "=(@6:int64:3|@7:int64:3)");
    }

    @Test
    void elementsAreLittleEndianInBase64() throws IOException {
        assertThat(answers("new int16 2 AQACAA==", "data @0", "item @0", "get @0 0", "item @1", "new int16 3 AQACAA=="))
                .startsWith("=@0:int16:2", "=sAQACAA==")
                .endsWith("=@1:int16:", "=i1", "!IllegalArgumentException data: 4 bytes given, (3,) of int16 has 6");
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void bytesOfEveryTypeComeBack(DType dtype) {
        var array = Creation.ones(Shape.of(2, 3), dtype).transpose();
        var bytes = Elements.encode(array);
        assertThat(bytes).hasSize(6 * dtype.itemSize());
        assertThat(Elements.decode(dtype, array.shape(), bytes)).isEqualTo(array);
    }

    @Test
    void aHandleIsFreeOnceItIsDropped() throws IOException {
        assertThat(answers("zeros l2 :bool", "-0 ones l3 :float32", "-0 item @0", "zeros l :int8"))
                .containsExactly(
                        "=@0:bool:2",
                        "=@0:float32:3",
                        "!IllegalArgumentException no array has the handle 0",
                        "=@0:int8:");
    }

    @Test
    void arraysAreChangedInPlace() throws IOException {
        assertThat(answers(
                        "zeros l3 :float64",
                        "set @0 1: d2.5",
                        "into add @0 @0 @0",
                        "get @0 -1",
                        "item @2",
                        "add @0 i1",
                        "set @0 0 @0"))
                .startsWith("=@0:float64:3", "=t", "=@1:float64:3", "=@2:float64:", "=d5.0", "=@3:float64:3")
                .last()
                .asString()
                .startsWith("!ShapeException ");
    }

    @Test
    void numbersKeepEveryBit() throws IOException {
        assertThat(answers(
                        "new uint64 1 //////////8=",
                        "item @0",
                        "new complex128 1 AAAAAAAA8H8AAAAAAAAAgA==",
                        "item @1",
                        "full l dnan",
                        "item @2"))
                .containsExactly(
                        "=@0:uint64:1",
                        "=u18446744073709551615",
                        "=@1:complex128:1",
                        "=cinf,-0.0",
                        "=@2:float64:",
                        "=dnan");
    }

    @Test
    void whatIsNoRequestIsAnswered() throws IOException {
        assertThat(answers("", "nonsense i1", "add @7 i1", "zeros q", "sum"))
                .hasSize(5)
                .allMatch(answer -> answer.startsWith("!"))
                .contains("!UnsupportedOperationException nonsense has no form for [Long]");
    }
}
