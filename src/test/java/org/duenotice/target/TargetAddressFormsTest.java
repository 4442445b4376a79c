package org.duenotice.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms in which addresses reach the unit, some hundreds of them, each with the one key it has to get. */
class TargetAddressFormsTest {

    private static final String FORMS = "/target/address-forms.txt";
    private static final String ARROW = "  ->  ";
    private static final Pattern UNSEEN = Pattern.compile("\\\\u([0-9a-f]{4})");

    private final RuleSet rules = ReleasedIdentities.rules();

    static Stream<Arguments> forms() throws IOException {
        try (var file = Objects.requireNonNull(TargetAddressFormsTest.class.getResourceAsStream(FORMS))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(ARROW))
                    .map(parts -> Arguments.of(written(parts[0]), parts[1]));
        }
    }

    private static String written(String address) {
        return UNSEEN.matcher(address)
                .replaceAll(sign -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(sign.group(1), 16))))
                .replace("\\\\", "\\");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFormOfAnAddressHasTheKeyOfTheThingItNames(String address, String expected) {
        if (expected.startsWith("!")) {
            assertThatThrownBy(() -> rules.identify(address, Steps.NONE))
                    .isInstanceOfSatisfying(IllegalAddress.class, refused -> assertThat(refused.code())
                            .isEqualTo(expected.substring(1)));
            return;
        }
        var identity = rules.identify(address, Steps.NONE).identity();

        assertThat(identity.canonicalKey() + " " + identity.kind() + (identity.unresolved() ? " ?" : ""))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theAddressThatIsWrittenForAThingHasItsKeyToo(String address, String expected) {
        if (expected.startsWith("!")) {
            return;
        }
        var identity = rules.identify(address, Steps.NONE).identity();

        assertThat(rules.identify(identity.address(), Steps.NONE).identity().canonicalKey())
                .isEqualTo(identity.canonicalKey());
    }
}
