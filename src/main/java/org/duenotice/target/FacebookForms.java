package org.duenotice.target;

import static org.duenotice.target.Hosts.within;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Facebook: posts, videos, photos, groups, events, pages and profiles on any of its sub-domains. */
final class FacebookForms implements PlatformForms {

    private static final String ONION = "facebookwkhpilnemxj7asaniu7vnjjbiltxjqhye3mhbshg7kx5tfyd.onion";
    private static final Set<String> SHORT_HOSTS = Set.of("fb.watch", "fb.me", "fb.gg");
    private static final Set<String> TRACKING = Set.of(
            "mibextid",
            "__tn__",
            "eid",
            "sfnsn",
            "paipv",
            "rdc",
            "rdr",
            "_rdc",
            "_rdr",
            "ref",
            "fref",
            "hc_ref",
            "refsrc",
            "ref_type",
            "locale",
            "notif_id",
            "notif_t");
    private static final Set<String> PAGES_OF_FACEBOOK = Set.of(
            "ads",
            "bookmarks",
            "business",
            "directory",
            "events",
            "friends",
            "gaming",
            "groups",
            "hashtag",
            "help",
            "home.php",
            "legal",
            "login",
            "marketplace",
            "media",
            "messages",
            "notes",
            "pages",
            "people",
            "permalink.php",
            "photo",
            "photo.php",
            "places",
            "plugins",
            "policies",
            "privacy",
            "profile.php",
            "reel",
            "search",
            "settings",
            "share",
            "sharer",
            "sharer.php",
            "stories",
            "story.php",
            "terms",
            "video.php",
            "videos",
            "watch");
    private static final Pattern NAME = Pattern.compile("[a-z0-9.-]{1,80}");
    private static final Pattern OPAQUE_POST = Pattern.compile("pfbid[0-9A-Za-z]{8,120}");

    @Override
    public String platform() {
        return "FACEBOOK";
    }

    @Override
    public Optional<String> site(String host) {
        if (SHORT_HOSTS.contains(host)) {
            return Optional.of(host);
        }
        boolean isFacebook = within(host, "facebook.com") || within(host, ONION) || host.equals("fb.com");
        return isFacebook ? Optional.of("facebook.com") : Optional.empty();
    }

    @Override
    public boolean tracks(String parameter) {
        return TRACKING.contains(parameter)
                || parameter.startsWith("hc_")
                || parameter.startsWith("__xts__")
                || parameter.startsWith("__cft__");
    }

    @Override
    public Optional<Found> read(WebAddress address) {
        List<String> path = address.segments();
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (SHORT_HOSTS.contains(address.host())) {
            return shortLink("fb:short:" + address.host() + "/", path);
        }
        String last = path.get(path.size() - 1);
        return switch (path.get(0)) {
            case "share" -> path.size() > 1 ? shortLink("fb:share:", List.of(last)) : Optional.empty();
            case "permalink.php", "story.php" ->
                address.parameter("id")
                        .flatMap(owner -> address.parameter("story_fbid").flatMap(id -> post("", owner, id, address)));
            case "watch", "video.php" -> address.parameter("v").flatMap(id -> numbered("fb:video:", id));
            case "reel", "videos" -> numbered("fb:video:", last);
            case "photo", "photo.php" -> address.parameter("fbid").flatMap(id -> numbered("fb:photo:", id));
            case "events" -> path.size() > 1 ? numbered("fb:event:", path.get(1)) : Optional.empty();
            case "groups" -> group(path, address);
            case "profile.php" -> address.parameter("id").flatMap(FacebookForms::account);
            case "people", "pages" -> path.size() == 3 ? account(last) : Optional.empty();
            default -> PAGES_OF_FACEBOOK.contains(path.get(0)) ? Optional.empty() : ofAccount(path, address);
        };
    }

    private static Optional<Found> ofAccount(List<String> path, WebAddress address) {
        if (path.size() == 1) {
            return account(path.get(0));
        }
        String last = path.get(path.size() - 1);
        return switch (path.get(1)) {
            case "posts" -> path.size() > 2 ? post("", path.get(0), last, address) : Optional.empty();
            case "videos" -> numbered("fb:video:", last);
            case "photos" -> numbered("fb:photo:", last);
            default -> Optional.empty();
        };
    }

    private static Optional<Found> group(List<String> path, WebAddress address) {
        if (path.size() == 2) {
            return owner(path.get(1))
                    .map(group -> Found.account("fb:group:" + group).unresolvedIf(!Spelling.isNumber(group)));
        }
        boolean isPost = path.size() == 4 && Set.of("posts", "permalink").contains(path.get(2));
        return isPost ? post("groups/", path.get(1), path.get(3), address) : Optional.empty();
    }

    /** A name stands for a number and a "pfbid" for a post's number; which, only Facebook knows. */
    private static Optional<Found> post(String ownerKind, String ownerText, String id, WebAddress address) {
        String comment = address.parameter("comment_id")
                .flatMap(Spelling::number)
                .map(number -> "/comment/" + number)
                .orElse("");
        Optional<String> number = Spelling.number(id).or(() -> Optional.of(id).filter(OPAQUE_POST.asMatchPredicate()));
        return owner(ownerText)
                .flatMap(owner -> number.map(post -> Found.item("fb:post:" + ownerKind + owner + "/" + post + comment)
                        .unresolvedIf(!Spelling.isNumber(owner) || !Spelling.isNumber(post))));
    }

    private static Optional<Found> account(String text) {
        return owner(text).map(owner -> Found.account("fb:account:" + owner).unresolvedIf(!Spelling.isNumber(owner)));
    }

    /** A number, or a name in which case and dots do not count. */
    private static Optional<String> owner(String text) {
        return Spelling.number(text).or(() -> Spelling.name(text, NAME)
                .map(name -> name.replace(".", ""))
                .filter(name -> !name.isEmpty()));
    }

    private static Optional<Found> numbered(String prefix, String id) {
        return Spelling.number(id).map(number -> Found.item(prefix + number));
    }

    private static Optional<Found> shortLink(String prefix, List<String> path) {
        return Spelling.code(path.get(0)).map(code -> Found.item(prefix + code).asUnresolved());
    }
}
