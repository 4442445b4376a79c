package org.duenotice.target;

import static org.duenotice.target.Hosts.within;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** TikTok: videos whoever shares them, accounts, short links. */
final class TikTokForms implements PlatformForms {

    private static final Set<String> SHORT_HOSTS = Set.of("vm.tiktok.com", "vt.tiktok.com");
    private static final Set<String> TRACKING = Set.of(
            "_d",
            "_t",
            "_r",
            "u_code",
            "preview_pb",
            "timestamp",
            "user_id",
            "share_app_name",
            "share_iid",
            "source",
            "is_from_webapp",
            "sender_device");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_.]{2,32}");

    @Override
    public String platform() {
        return "TIKTOK";
    }

    @Override
    public Optional<String> site(String host) {
        if (host.equals("m.tiktok.com")) {
            return Optional.of("tiktok.com");
        }
        return Optional.of(host).filter(name -> within(name, "tiktok.com") || within(name, "tiktokv.com"));
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
        if (SHORT_HOSTS.contains(address.host())) {
            return shortLink(address.host().substring(0, 2), path.get(0));
        }
        String last = path.get(path.size() - 1);
        return switch (path.get(0)) {
            case "t" -> path.size() == 2 ? shortLink("t", last) : Optional.empty();
            case "embed" -> video(last);
            case "v" -> video(last.endsWith(".html") ? last.substring(0, last.length() - 5) : last);
            case "share", "player" ->
                path.size() == 3 && Set.of("video", "v1").contains(path.get(1)) ? video(last) : Optional.empty();
            default -> path.get(0).startsWith("@") ? byAccount(path) : Optional.empty();
        };
    }

    private static Optional<Found> byAccount(List<String> path) {
        if (path.size() == 1) {
            return Spelling.name(path.get(0).substring(1), NAME).map(name -> Found.account("tt:account:" + name));
        }
        boolean isPost = path.size() == 3 && Set.of("video", "photo").contains(path.get(1));
        return isPost ? video(path.get(2)) : Optional.empty();
    }

    private static Optional<Found> video(String id) {
        return Spelling.number(id).map(number -> Found.item("tt:video:" + number));
    }

    private static Optional<Found> shortLink(String kind, String code) {
        return Spelling.code(code)
                .map(text -> Found.item("tt:short:" + kind + "/" + text).asUnresolved());
    }
}
