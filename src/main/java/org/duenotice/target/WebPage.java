package org.duenotice.target;

import java.util.Comparator;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.duenotice.target.WebAddress.Parameter;

/** A page of any site; its key is {@code web:host|path|query} and an address again when written as one. */
final class WebPage {

    private static final Set<String> DEFAULT_DOCUMENTS = Set.of(
            "index.html",
            "index.htm",
            "index.php",
            "index.asp",
            "index.aspx",
            "index.jsp",
            "index.shtml",
            "index.xhtml");
    private static final String ROOT = "/";

    private WebPage() {}

    static Found of(WebAddress address, Predicate<String> platformTracks) {
        Predicate<String> tracks = platformTracks.or(Tracking::tracks);
        String path = withoutDefaultDocument(address.path());
        String query = address.query().stream()
                .filter(parameter -> !tracks.test(parameter.name()) && !asksForAccelerated(parameter))
                .sorted(Comparator.comparing(Parameter::name))
                .map(Parameter::spelling)
                .collect(Collectors.joining("&"));
        String page = path + "|" + query + address.route();
        TargetKind kind = page.equals(ROOT + "|") ? siteKind(address.host()) : TargetKind.ITEM;
        return new Found(kind, "web:" + address.host() + address.port() + "|" + page, false);
    }

    private static TargetKind siteKind(String host) {
        return Hosts.registeredDomain(host).equals(host) ? TargetKind.DOMAIN : TargetKind.PATH;
    }

    private static boolean asksForAccelerated(Parameter parameter) {
        return parameter.name().equals("amp") && Set.of("", "1", "true").contains(parameter.value());
    }

    private static String withoutDefaultDocument(String path) {
        int end = path.length();
        int shorter = shorter(path, end);
        while (shorter < end) {
            end = shorter;
            shorter = shorter(path, end);
        }
        return path.substring(0, end);
    }

    /** Where the path ends without one slash, default document or mark of an accelerated page at its end. */
    private static int shorter(String path, int end) {
        int slash = path.lastIndexOf('/', end - 1);
        if (slash == end - 1) {
            return Math.max(slash, 1);
        }
        String last = path.substring(slash + 1, end);
        if (DEFAULT_DOCUMENTS.contains(Spelling.lower(last))) {
            return slash + 1;
        }
        return last.equals("amp") && slash > 0 ? slash : end;
    }
}
