package org.duenotice.target;

import static org.duenotice.target.Hosts.within;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Instagram: media under all their paths, comments, stories, accounts, share links. */
final class InstagramForms implements PlatformForms {

    private static final Set<String> MEDIA = Set.of("p", "tv", "reel", "reels");
    private static final Set<String> TRACKING = Set.of("hl", "img_index");
    private static final Set<String> PAGES_OF_INSTAGRAM = Set.of(
            "about",
            "accounts",
            "api",
            "challenge",
            "developer",
            "direct",
            "directory",
            "emails",
            "explore",
            "legal",
            "oauth",
            "p",
            "privacy",
            "reel",
            "reels",
            "s",
            "session",
            "share",
            "stories",
            "terms",
            "tv",
            "web");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_.]{1,30}");

    @Override
    public String platform() {
        return "INSTAGRAM";
    }

    @Override
    public Optional<String> site(String host) {
        if (host.equals("m.instagram.com") || host.equals("instagr.am")) {
            return Optional.of("instagram.com");
        }
        return Optional.of(host).filter(name -> within(name, "instagram.com"));
    }

    @Override
    public boolean tracks(String parameter) {
        return TRACKING.contains(parameter);
    }

    @Override
    public Optional<Found> read(WebAddress address) {
        List<String> path = address.segments();
        if (path.isEmpty()) {
            return Optional.empty();
        }
        String first = path.get(0);
        if (first.equals("share")) {
            return shared(path);
        }
        if (first.equals("stories")) {
            return story(path);
        }
        if (path.size() > 1 && MEDIA.contains(first)) {
            return media(path.subList(1, path.size()));
        }
        if (path.size() > 2 && MEDIA.contains(path.get(1))) {
            return media(path.subList(2, path.size()));
        }
        return path.size() > 1
                ? Optional.empty()
                : Spelling.name(first, NAME)
                        .filter(name -> !PAGES_OF_INSTAGRAM.contains(name))
                        .map(name -> Found.account("ig:account:" + name));
    }

    private static Optional<Found> media(List<String> rest) {
        boolean isComment = rest.size() > 2 && rest.get(1).equals("c") && Spelling.isNumber(rest.get(2));
        return Spelling.code(rest.get(0))
                .map(code -> isComment
                        ? Found.item("ig:comment:" + code + "/" + rest.get(2))
                        : Found.item("ig:media:" + code));
    }

    private static Optional<Found> shared(List<String> path) {
        return path.size() < 2
                ? Optional.empty()
                : Spelling.code(path.get(path.size() - 1))
                        .map(code -> Found.item("ig:share:" + code).asUnresolved());
    }

    private static Optional<Found> story(List<String> path) {
        if (path.size() != 3) {
            return Optional.empty();
        }
        Optional<String> owner = Spelling.name(path.get(1), NAME);
        return owner.flatMap(
                name -> Spelling.number(path.get(2)).map(number -> Found.item("ig:story:" + name + "/" + number)));
    }
}
