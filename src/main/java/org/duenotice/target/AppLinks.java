package org.duenotice.target;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duenotice.target.IllegalAddress.Problem;

/** Links that open an application, rewritten as the web address of the same content. */
final class AppLinks {

    private static final String INSTAGRAM_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private AppLinks() {}

    /** @param link the command and its parameters */
    static WebAddress read(String scheme, String link) {
        if (!scheme.equals("tg") && !scheme.equals("instagram")) {
            throw new IllegalAddress(Problem.SCHEME_UNSUPPORTED);
        }
        WebAddress parts = AddressReader.readAfterScheme("app.invalid/" + link);
        String command = parts.segments().isEmpty()
                ? ""
                : Spelling.lower(parts.segments().get(0));
        Optional<String> page = scheme.equals("tg") ? telegram(command, parts) : instagram(command, parts);
        return AddressReader.readAfterScheme(page.orElseThrow(() -> new IllegalAddress(Problem.SCHEME_UNSUPPORTED)));
    }

    private static Optional<String> telegram(String command, WebAddress link) {
        return switch (command) {
            case "resolve" -> resolve(link);
            case "privatepost" -> page(link, List.of("c"), "channel", "post");
            case "join" -> link.parameter("invite").map(invite -> "t.me/joinchat/" + PercentEncoding.segment(invite));
            case "addlist" -> page(link, List.of("addlist"), "slug");
            case "addstickers", "addemoji" -> page(link, List.of(command), "set");
            case "boost" ->
                link.parameter("domain").isPresent()
                        ? page(link, List.of(), "domain")
                        : page(link, List.of("c"), "channel");
            case "user", "openmessage", "contact" -> throw new IllegalAddress(Problem.NAMES_A_PERSON);
            default -> Optional.empty();
        };
    }

    private static Optional<String> resolve(WebAddress link) {
        if (link.parameter("phone").isPresent()) {
            throw new IllegalAddress(Problem.NAMES_A_PERSON);
        }
        if (link.parameter("story").isPresent()) {
            return page(link, List.of(), "domain")
                    .map(page -> page + "/s/"
                            + PercentEncoding.segment(link.parameter("story").orElseThrow()));
        }
        String content = link.parameter("post").isPresent() ? "post" : "appname";
        return page(link, List.of(), "domain", content);
    }

    /** A Telegram page whose path has fixed segments and then those parameters that are there; the first must be. */
    private static Optional<String> page(WebAddress link, List<String> fixed, String... parameters) {
        if (link.parameter(parameters[0]).isEmpty()) {
            return Optional.empty();
        }
        Stream<String> values = Stream.of(parameters)
                .map(link::parameter)
                .flatMap(Optional::stream)
                .map(PercentEncoding::segment);
        String comment = link.parameter("comment")
                .map(number -> "?comment=" + PercentEncoding.segment(number))
                .orElse("");
        return Optional.of(Stream.concat(fixed.stream(), values).collect(Collectors.joining("/", "t.me/", comment)));
    }

    private static Optional<String> instagram(String command, WebAddress link) {
        return switch (command) {
            case "media" ->
                link.parameter("id")
                        .map(id -> id.split("_", 2)[0])
                        .flatMap(Spelling::number)
                        .map(id -> "instagram.com/p/" + shortCode(new BigInteger(id)));
            case "user" -> link.parameter("username").map(name -> "instagram.com/" + PercentEncoding.segment(name));
            default -> Optional.empty();
        };
    }

    /** Instagram's short code is the medium's number with 64 digits. */
    private static String shortCode(BigInteger number) {
        StringBuilder code = new StringBuilder();
        BigInteger rest = number;
        do {
            code.append(INSTAGRAM_DIGITS.charAt(rest.intValue() & 63));
            rest = rest.shiftRight(6);
        } while (rest.signum() > 0);
        return code.reverse().toString();
    }
}
