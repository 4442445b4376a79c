package org.duenotice.target;

import static org.duenotice.target.Hosts.within;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.duenotice.target.IllegalAddress.Problem;

/** Addresses that only lead to another one: exit pages, share links, embeds, caches and front ends. */
final class Redirects {

    private static final int DEEPEST = 5;

    /** Sites that show YouTube's videos under YouTube's paths. */
    private static final Set<String> YOUTUBE_FRONT_ENDS = Set.of("yewtu.be", "inv.nadeko.net", "piped.video");

    private static final Set<String> YOUTUBE_PATHS = Set.of("watch", "embed", "shorts", "live", "channel", "playlist");

    private Redirects() {}

    static WebAddress followed(WebAddress entered) {
        WebAddress address = entered;
        for (int depth = 0; depth <= DEEPEST; depth++) {
            Optional<String> next = next(address);
            if (next.isEmpty()) {
                return address;
            }
            address = AddressReader.read(next.get());
        }
        throw new IllegalAddress(Problem.TOO_MANY_REDIRECTS);
    }

    private static Optional<String> next(WebAddress address) {
        return Stream.of(exitPage(address), youTube(address), accelerated(address))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A page that says, in a parameter, where it leads. */
    private static Optional<String> exitPage(WebAddress address) {
        return exitParameters(address.host(), String.join("/", address.segments())).stream()
                .map(address::parameter)
                .flatMap(Optional::stream)
                .filter(Redirects::isAbsolute)
                .findFirst();
    }

    private static List<String> exitParameters(String host, String path) {
        if (within(host, "youtube.com")) {
            return path.equals("redirect") ? List.of("q") : List.of();
        }
        if (within(host, "facebook.com")) {
            return facebookParameters(path);
        }
        if (Set.of("vk.com", "m.vk.com", "vk.ru", "m.vk.ru", "away.vk.com").contains(host)) {
            return path.equals("away.php") || path.equals("away") ? List.of("to") : List.of();
        }
        if (Set.of("t.me", "telegram.me", "telegram.dog").contains(host)) {
            return path.equals("iv") || path.equals("share/url") || path.equals("share") ? List.of("url") : List.of();
        }
        if (host.equals("l.instagram.com")) {
            return List.of("u");
        }
        if (within(host, "linkedin.com")) {
            return path.equals("redir/redirect") || path.equals("safety/go") ? List.of("url") : List.of();
        }
        return path.equals("url") && isGoogle(host) ? List.of("q", "url") : List.of();
    }

    private static List<String> facebookParameters(String path) {
        return switch (path) {
            case "l.php", "flx/warn" -> List.of("u");
            case "plugins/video.php", "plugins/post.php" -> List.of("href");
            default -> List.of();
        };
    }

    private static Optional<String> youTube(WebAddress address) {
        List<String> segments = address.segments();
        if (segments.isEmpty()) {
            return Optional.empty();
        }
        if (YOUTUBE_FRONT_ENDS.contains(address.host()) && YOUTUBE_PATHS.contains(segments.get(0))) {
            return Optional.of("https://youtube.com" + address.path() + address.queryString());
        }
        boolean attribution =
                within(address.host(), "youtube.com") && segments.get(0).equals("attribution_link");
        return Optional.of(address)
                .filter(link -> attribution)
                .flatMap(link -> link.parameter("u"))
                .filter(target -> target.startsWith("/watch"))
                .map(target -> "https://youtube.com" + target);
    }

    /** Copies kept by Google's cache of accelerated pages carry the page's own address in their path. */
    private static Optional<String> accelerated(WebAddress address) {
        List<String> prefixes = isGoogle(address.host())
                ? List.of("/amp/s/", "/amp/")
                : within(address.host(), "cdn.ampproject.org")
                        ? List.of("/c/s/", "/v/s/", "/c/", "/v/")
                        : List.<String>of();
        return prefixes.stream()
                .filter(address.path()::startsWith)
                .map(prefix -> address.path().substring(prefix.length()))
                .filter(page -> page.indexOf('.') > 0 && page.indexOf('.') < (page + "/").indexOf('/'))
                .map(page -> "https://" + page + address.queryString())
                .findFirst();
    }

    private static boolean isGoogle(String host) {
        return host.startsWith("google.") && Hosts.registeredDomain(host).equals(host);
    }

    private static boolean isAbsolute(String target) {
        return Stream.of("http://", "https://", "tg://")
                .anyMatch(start -> target.regionMatches(true, 0, start, 0, start.length()));
    }
}
