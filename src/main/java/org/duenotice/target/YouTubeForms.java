package org.duenotice.target;

import static org.duenotice.target.Hosts.within;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** YouTube: videos in all players, comments, playlists, community posts, channels by number and by name. */
final class YouTubeForms implements PlatformForms {

    private static final Set<String> SAME_SITE =
            Set.of("youtube.com", "m.youtube.com", "music.youtube.com", "gaming.youtube.com");
    private static final Set<String> TRACKING = Set.of("feature", "si", "pp", "kw", "app", "ab_channel");
    private static final Pattern VIDEO = Pattern.compile("[0-9A-Za-z_-]{11}");
    private static final Pattern CHANNEL = Pattern.compile("UC[0-9A-Za-z_-]{22}");
    private static final Pattern COMMENT = Pattern.compile("[0-9A-Za-z_.-]{8,128}");

    @Override
    public String platform() {
        return "YOUTUBE";
    }

    @Override
    public Optional<String> site(String host) {
        if (SAME_SITE.contains(host)) {
            return Optional.of("youtube.com");
        }
        return Optional.of(host)
                .filter(name -> within(name, "youtube.com")
                        || within(name, "youtube-nocookie.com")
                        || within(name, "youtubekids.com")
                        || name.equals("youtube.googleapis.com")
                        || name.equals("youtu.be"));
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
        String second = path.size() > 1 ? path.get(1) : "";
        if (address.host().equals("youtu.be")) {
            return video(first, address);
        }
        if (first.startsWith("@")) {
            return named("yt:handle:", first.substring(1));
        }
        return switch (first) {
            case "watch" ->
                address.parameter("v")
                        .or(() -> Optional.of(second))
                        .flatMap(id -> video(id, address))
                        .or(() -> playlist(address));
            case "embed" -> embedded(second, address);
            case "v", "e", "shorts", "live" -> video(second, address);
            case "playlist" -> playlist(address);
            case "post" -> Spelling.code(second).map(id -> Found.item("yt:post:" + id));
            case "clip" ->
                Spelling.code(second).map(id -> Found.item("yt:clip:" + id).asUnresolved());
            case "channel" -> channel(second, address);
            case "c" -> named("yt:c:", second);
            case "user" -> named("yt:user:", second);
            default -> Optional.empty();
        };
    }

    private static Optional<Found> embedded(String second, WebAddress address) {
        return switch (second) {
            case "videoseries" -> playlist(address);
            case "live_stream" -> address.parameter("channel").flatMap(id -> channel(id, address));
            default -> video(second, address);
        };
    }

    private static Optional<Found> video(String id, WebAddress address) {
        if (!VIDEO.matcher(id).matches()) {
            return Optional.empty();
        }
        Optional<String> comment = address.parameter("lc").filter(COMMENT.asMatchPredicate());
        return Optional.of(comment.map(text -> Found.item("yt:comment:" + id + "/" + text))
                .orElseGet(() -> Found.item("yt:video:" + id)));
    }

    private static Optional<Found> playlist(WebAddress address) {
        return address.parameter("list").flatMap(Spelling::code).map(id -> Found.item("yt:playlist:" + id));
    }

    private static Optional<Found> channel(String id, WebAddress address) {
        Optional<String> post = address.parameter("lb").flatMap(Spelling::code);
        if (post.isPresent()) {
            return post.map(text -> Found.item("yt:post:" + text));
        }
        return Optional.of(id).filter(CHANNEL.asMatchPredicate()).map(text -> Found.account("yt:channel:" + text));
    }

    /** Names may be in any script; which channel has the name, only YouTube knows. */
    private static Optional<Found> named(String prefix, String name) {
        return Optional.of(PercentEncoding.segment(Spelling.lower(name)))
                .filter(spelled -> !spelled.isEmpty())
                .map(spelled -> Found.account(prefix + spelled).asUnresolved());
    }
}
