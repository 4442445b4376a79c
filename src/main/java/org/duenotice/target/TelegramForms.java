package org.duenotice.target;

import static org.duenotice.target.Hosts.within;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duenotice.target.IllegalAddress.Problem;

/** Telegram: public names, their posts, stories and comments, numbered chats, invitations. */
final class TelegramForms implements PlatformForms {

    private static final Set<String> HOSTS = Set.of("t.me", "telegram.me", "telegram.dog");
    private static final Set<String> PAGES_OF_TELEGRAM = Set.of(
            "a",
            "addemoji",
            "addlist",
            "addstickers",
            "addtheme",
            "auth",
            "bg",
            "boost",
            "call",
            "confirmphone",
            "contact",
            "giftcode",
            "invoice",
            "iv",
            "joinchat",
            "k",
            "login",
            "m",
            "nft",
            "passport",
            "proxy",
            "setlanguage",
            "share",
            "socks",
            "web",
            "www",
            "z");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{1,31}");
    private static final Pattern PHONE = Pattern.compile("[0-9 ]{6,18}");

    @Override
    public String platform() {
        return "TELEGRAM";
    }

    @Override
    public Optional<String> site(String host) {
        if (HOSTS.contains(host)) {
            return Optional.of("t.me");
        }
        return Optional.of(host)
                .filter(name -> within(name, "t.me") || within(name, "telegram.me") || name.equals("web.telegram.org"));
    }

    @Override
    public Optional<Found> read(WebAddress address) {
        if (address.host().equals("web.telegram.org")) {
            return Optional.of(address.fragment())
                    .filter(fragment -> fragment.startsWith("@"))
                    .flatMap(fragment -> named(List.of(fragment.substring(1)), address));
        }
        if (HOSTS.contains(address.host())) {
            return readPath(address.segments(), address);
        }
        return nameInHost(address.host())
                .flatMap(name -> named(
                        Stream.concat(Stream.of(name), address.segments().stream())
                                .toList(),
                        address));
    }

    /** {@code name.t.me/12} is {@code t.me/name/12}. */
    private static Optional<String> nameInHost(String host) {
        return Optional.of(host)
                .filter(name -> within(name, "t.me"))
                .map(name -> name.substring(0, name.length() - ".t.me".length()))
                .filter(name -> !PAGES_OF_TELEGRAM.contains(name));
    }

    private static Optional<Found> readPath(List<String> path, WebAddress address) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        String first = path.get(0);
        if (first.startsWith("+")) {
            return invitation(first.substring(1));
        }
        List<String> rest = path.subList(1, path.size());
        return switch (Spelling.lower(first)) {
            case "joinchat" -> rest.isEmpty() ? Optional.empty() : invitation(rest.get(0));
            case "s" -> rest.isEmpty() ? Optional.empty() : named(rest, address);
            case "c" -> rest.isEmpty() ? Optional.empty() : numbered(rest, address);
            case "boost" -> boosted(rest, address);
            case "addlist" -> code(rest, "tg:list:");
            case "addstickers", "addemoji" -> code(rest, "tg:stickers:");
            default -> PAGES_OF_TELEGRAM.contains(Spelling.lower(first)) ? Optional.empty() : named(path, address);
        };
    }

    /** An invitation leads to a chat that only Telegram knows; one made of digits is somebody's phone. */
    private static Optional<Found> invitation(String hash) {
        if (PHONE.matcher(hash).matches()) {
            throw new IllegalAddress(Problem.NAMES_A_PERSON);
        }
        return Spelling.code(hash)
                .map(code -> Found.account("tg:invite:" + code).asUnresolved());
    }

    private static Optional<Found> boosted(List<String> rest, WebAddress address) {
        return rest.isEmpty()
                ? address.parameter("c").flatMap(channel -> numbered(List.of(channel), address))
                : named(rest.subList(0, 1), address);
    }

    private static Optional<Found> code(List<String> rest, String prefix) {
        return rest.isEmpty() ? Optional.empty() : Spelling.code(rest.get(0)).map(code -> Found.item(prefix + code));
    }

    private static Optional<Found> named(List<String> path, WebAddress address) {
        Optional<String> name = Spelling.name(path.get(0), NAME);
        return name.flatMap(owner ->
                path.size() == 1 ? Optional.of(Found.account("tg:channel:" + owner)) : below(owner, path, address));
    }

    private static Optional<Found> below(String owner, List<String> path, WebAddress address) {
        String second = path.get(1);
        if (Spelling.isNumber(second)) {
            return post("tg:post:" + owner, path, address);
        }
        if (second.equals("s") && path.size() > 2) {
            return Spelling.number(path.get(2)).map(story -> Found.item("tg:story:" + owner + "/" + story));
        }
        return Spelling.name(second, NAME).map(app -> Found.item("tg:app:" + owner + "/" + app));
    }

    private static Optional<Found> numbered(List<String> path, WebAddress address) {
        String written = path.get(0);
        String chat = written.startsWith("-100") ? written.substring(4) : written;
        return Spelling.number(chat)
                .flatMap(id -> path.size() == 1
                        ? Optional.of(Found.account("tg:cid:" + id))
                        : post("tg:cid:" + id, path, address));
    }

    /** The last number is the message; one before it is its topic, which the message's number does not need. */
    private static Optional<Found> post(String owner, List<String> path, WebAddress address) {
        String message = path.size() > 2 && Spelling.isNumber(path.get(2)) ? path.get(2) : path.get(1);
        String comment = address.parameter("comment")
                .flatMap(Spelling::number)
                .map(number -> "/comment/" + number)
                .orElse("");
        return Spelling.number(message).map(number -> Found.item(owner + "/" + number + comment));
    }
}
