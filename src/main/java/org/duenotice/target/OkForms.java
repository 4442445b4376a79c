package org.duenotice.target;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Odnoklassniki: videos, groups, profiles and their topics. */
final class OkForms implements PlatformForms {

    private static final Set<String> HOSTS = Set.of(
            "ok.ru", "m.ok.ru", "mobile.ok.ru", "odnoklassniki.ru", "m.odnoklassniki.ru", "mobile.odnoklassniki.ru");
    private static final Set<String> PAGES_OF_OK = Set.of(
            "app",
            "apps",
            "dk",
            "feed",
            "game",
            "games",
            "gifts",
            "group",
            "groups",
            "help",
            "live",
            "market",
            "messages",
            "music",
            "online",
            "profile",
            "search",
            "settings",
            "topic",
            "video",
            "videoembed",
            "web-api");
    private static final Pattern VIDEO = Pattern.compile("[0-9]{1,25}(?:-[0-9]{1,6})?");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_.-]{2,64}");

    @Override
    public String platform() {
        return "OK";
    }

    @Override
    public Optional<String> site(String host) {
        return HOSTS.contains(host) ? Optional.of("ok.ru") : Optional.empty();
    }

    @Override
    public Optional<Found> read(WebAddress address) {
        List<String> path = address.segments();
        if (path.isEmpty()) {
            return Optional.empty();
        }
        String last = path.get(path.size() - 1);
        return switch (path.get(0)) {
            case "video", "videoembed", "live" -> path.size() == 2 ? video(last) : Optional.empty();
            case "web-api" ->
                String.join("/", path).startsWith("web-api/video/moviePlayer/") ? video(path.get(3)) : Optional.empty();
            case "dk" -> address.parameter("st.mvId").flatMap(OkForms::video);
            case "group", "profile" -> numbered(path);
            default -> named(path);
        };
    }

    private static Optional<Found> video(String id) {
        return Optional.of(id).filter(VIDEO.asMatchPredicate()).map(number -> Found.item("ok:video:" + number));
    }

    private static Optional<Found> numbered(List<String> path) {
        String kind = path.get(0);
        return path.size() < 2
                ? Optional.empty()
                : Spelling.number(path.get(1)).flatMap(owner -> belonging("ok:" + kind + ":" + owner, path));
    }

    private static Optional<Found> belonging(String owner, List<String> path) {
        if (path.size() == 2) {
            return Optional.of(Found.account(owner));
        }
        boolean isTopic = path.size() == 4 && Set.of("topic", "statuses").contains(path.get(2));
        return isTopic
                ? Spelling.number(path.get(3)).map(number -> Found.item(owner + "/" + path.get(2) + "/" + number))
                : Optional.empty();
    }

    /** Whose number a name stands for, only the platform knows. */
    private static Optional<Found> named(List<String> path) {
        return path.size() != 1
                ? Optional.empty()
                : Spelling.name(path.get(0), NAME)
                        .filter(name -> !PAGES_OF_OK.contains(name))
                        .map(name -> Found.account("ok:name:" + name).asUnresolved());
    }
}
