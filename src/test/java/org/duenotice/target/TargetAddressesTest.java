package org.duenotice.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Addresses as people meet and paste them: {@code addresses.txt}, each block one thing in all its forms. */
class TargetAddressesTest {

    static final List<String> ADDRESSES =
            things().flatMap(thing -> thing.addresses().stream()).toList();

    private static final RuleSet RULES = ReleasedIdentities.rules();

    /** One thing: what is to be told of all its addresses. */
    private record Thing(String key, TargetKind kind, Unresolved because, List<String> addresses) {}

    @TestFactory
    Stream<DynamicTest> everyFormOfAThingHasItsKey() {
        return things().flatMap(thing -> thing.addresses().stream()
                .map(address -> dynamicTest(address, () -> {
                    var answer = RULES.identify(address, Steps.NONE);
                    assertThat(answer.identity().canonicalKey()).as(address).isEqualTo(thing.key());
                    assertThat(answer.identity().kind()).as(address).isEqualTo(thing.kind());
                    assertThat(answer.because()).as(address).isEqualTo(thing.because());
                    assertThat(answer.identity().unresolved()).isEqualTo(thing.because() != null);
                })));
    }

    @TestFactory
    Stream<DynamicTest> theAddressWrittenForAThingNamesIt() {
        return things().map(thing -> dynamicTest(thing.key(), () -> {
            var written = RULES.identify(thing.addresses().get(0), Steps.NONE)
                    .identity()
                    .address();
            var again = RULES.identify(written, Steps.NONE);
            assertThat(again.identity().canonicalKey()).as(written).isEqualTo(thing.key());
            assertThat(again.identity().address()).isEqualTo(written);
        }));
    }

    @Test
    void noTwoThingsHaveOneKey() {
        assertThat(things().map(Thing::key)).doesNotHaveDuplicates().hasSizeGreaterThan(90);
    }

    private static Stream<Thing> things() {
        try {
            var things = new ArrayList<Thing>();
            for (var line : Files.readAllLines(Path.of("src/test/resources/target/addresses.txt"))) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (line.matches("\\S+ (ITEM|ACCOUNT|PATH|DOMAIN)( [A-Z_]+)?")) {
                    var parts = line.split(" ");
                    things.add(new Thing(
                            parts[0],
                            TargetKind.valueOf(parts[1]),
                            parts.length > 2 ? Unresolved.valueOf(parts[2]) : null,
                            new ArrayList<>()));
                } else {
                    things.get(things.size() - 1).addresses().add(line);
                }
            }
            return things.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
