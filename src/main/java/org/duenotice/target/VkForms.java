package org.duenotice.target;

import static org.duenotice.target.Hosts.within;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** VK: objects are written as kind, owner and number, in the path or over any page; a community's owner is negative. */
final class VkForms implements PlatformForms {

    private static final Set<String> SAME_SITE = Set.of("vk.com", "m.vk.com", "new.vk.com", "vk.ru", "m.vk.ru");
    private static final Set<String> SAME_VIDEO_SITE = Set.of("vkvideo.ru", "m.vkvideo.ru", "vksport.vkvideo.ru");
    private static final Set<String> PAGES_OF_VK = Set.of(
            "about",
            "ads",
            "al_feed.php",
            "albums",
            "app",
            "apps",
            "article",
            "audio",
            "audios",
            "away",
            "away.php",
            "blog",
            "bookmarks",
            "bugs",
            "calls",
            "clips",
            "dev",
            "docs",
            "edit",
            "fave",
            "feed",
            "feed2.php",
            "friends",
            "games",
            "gifts",
            "groups",
            "help",
            "im",
            "index.php",
            "jobs",
            "join",
            "login",
            "mail",
            "market",
            "menu",
            "music",
            "notifications",
            "photos",
            "playlist",
            "privacy",
            "public",
            "restore",
            "search",
            "services",
            "settings",
            "share.php",
            "sticker",
            "stickers",
            "stories",
            "support",
            "terms",
            "topic",
            "video",
            "video_ext.php",
            "videos",
            "vkpay",
            "wall",
            "widget_community.php");
    private static final Pattern OBJECT =
            Pattern.compile("(wall|video|clip|photo|topic|doc|story|page|note|album|product|market|article)"
                    + "(-?[0-9]{1,20})_([0-9]{1,20})(?:_r([0-9]{1,20})|[_/].*)?");
    private static final Pattern COMMUNITY = Pattern.compile("(?:club|public|event)([0-9]{1,20})");
    private static final Pattern OWNER = Pattern.compile("(?:id|wall)(-?[0-9]{1,20})");
    private static final Pattern SIGNED = Pattern.compile("-?[0-9]{1,20}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_.]{2,64}");
    private static final Pattern ARTICLE = Pattern.compile("@[A-Za-z0-9_.-]{2,200}");

    @Override
    public String platform() {
        return "VK";
    }

    @Override
    public Optional<String> site(String host) {
        if (SAME_SITE.contains(host)) {
            return Optional.of("vk.com");
        }
        if (SAME_VIDEO_SITE.contains(host)) {
            return Optional.of("vkvideo.ru");
        }
        return Optional.of(host)
                .filter(name -> within(name, "vk.com")
                        || within(name, "vk.ru")
                        || within(name, "vkvideo.ru")
                        || within(name, "vkontakte.ru")
                        || name.equals("vk.cc"));
    }

    @Override
    public Optional<Found> read(WebAddress address) {
        List<String> path = address.segments();
        if (address.host().equals("vk.cc")) {
            return path.stream().findFirst().flatMap(Spelling::code).map(code -> Found.item("vk:short:" + code)
                    .asUnresolved());
        }
        return object(path, address).or(() -> embedded(path, address)).or(() -> account(path));
    }

    /** What lies on top of the page wins: {@code z} over {@code w} over the path's end. */
    private static Optional<Found> object(List<String> path, WebAddress address) {
        Stream<String> onTop = Stream.of("z", "w").map(address::parameter).flatMap(Optional::stream);
        Stream<String> fromTheEnd = IntStream.range(0, path.size())
                .boxed()
                .sorted(Comparator.reverseOrder())
                .map(path::get);
        return Stream.concat(onTop, fromTheEnd)
                .map(OBJECT::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(object -> object(object, address));
    }

    private static Found object(Matcher object, WebAddress address) {
        String kind = object.group(1).equals("clip") ? "video" : object.group(1); // one numbering for both
        String id =
                signed(object.group(2)) + "_" + Spelling.number(object.group(3)).orElseThrow();
        Optional<String> reply = Optional.ofNullable(object.group(4))
                .or(() -> address.parameter("reply"))
                .flatMap(Spelling::number)
                .filter(number -> kind.equals("wall"));
        return Found.item(reply.map(number -> "vk:reply:" + id + "/" + number).orElse("vk:" + kind + ":" + id));
    }

    private static Optional<Found> embedded(List<String> path, WebAddress address) {
        if (path.size() != 1 || !path.get(0).equals("video_ext.php")) {
            return Optional.empty();
        }
        Optional<String> owner = address.parameter("oid").filter(SIGNED.asMatchPredicate());
        Optional<String> number = address.parameter("id").flatMap(Spelling::number);
        return owner.flatMap(oid -> number.map(id -> Found.item("vk:video:" + signed(oid) + "_" + id)));
    }

    private static Optional<Found> account(List<String> path) {
        if (path.size() != 1) {
            return Optional.empty();
        }
        String page = path.get(0);
        Matcher community = COMMUNITY.matcher(page);
        if (community.matches()) {
            return Optional.of(Found.account("vk:account:" + signed("-" + community.group(1))));
        }
        Matcher owner = OWNER.matcher(page);
        if (owner.matches()) {
            return Optional.of(Found.account("vk:account:" + signed(owner.group(1))));
        }
        return named(page);
    }

    /** Whose number a name stands for, only VK knows. */
    private static Optional<Found> named(String page) {
        String name = page.startsWith("@") ? page.substring(1) : page;
        if (ARTICLE.matcher(page).matches() && name.indexOf('-') >= 0) {
            return Optional.of(Found.item("vk:article:" + name));
        }
        return Spelling.name(name, NAME)
                .filter(spelled -> !PAGES_OF_VK.contains(spelled))
                .map(spelled -> Found.account("vk:name:" + spelled).asUnresolved());
    }

    private static String signed(String number) {
        return number.startsWith("-")
                ? "-" + Spelling.number(number.substring(1)).orElseThrow()
                : Spelling.number(number).orElseThrow();
    }
}
