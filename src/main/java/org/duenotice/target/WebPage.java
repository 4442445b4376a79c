package org.duenotice.target;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duenotice.target.Platform.Dropped;
import org.duenotice.target.WebAddress.Parameter;

/**
 * A page of any site; its key is {@code web:host|path|query}.
 *
 * @param address the one address written for it
 */
record WebPage(TargetKind kind, String key, String address) {

    private static final Set<String> DEFAULT_DOCUMENTS = Set.of(
            "index.html",
            "index.htm",
            "index.php",
            "index.asp",
            "index.aspx",
            "index.jsp",
            "index.shtml",
            "index.xhtml");
    /** Several slashes are one, but for those of an address within the path. */
    private static final Pattern SLASHES = Pattern.compile("(?<![:/])/{2,}");

    private static final String ROOT = "/";
    private static final String SESSION = ";jsessionid=";

    static WebPage of(WebAddress address, Dropped onSite, Dropped everywhere, Steps steps) {
        var path = path(address);
        var query = query(address, onSite, everywhere, steps);
        var route = address.route();
        var page = path + "|" + query + route;
        var kind = page.equals(ROOT + "|") ? siteKind(address.host()) : TargetKind.ITEM;
        var site = address.host() + address.port();
        var written = "https://" + site + path + (query.isEmpty() ? "" : "?" + query) + route;
        return new WebPage(kind, "web:" + site + "|" + page, written);
    }

    /** The path without what stands for nothing in it. */
    static String path(WebAddress address) {
        var path = withoutSession(address.path());
        return withoutDefaultDocument(SLASHES.matcher(path).replaceAll("/"));
    }

    /** With a last sign that says nothing, so that nobody takes a dot or a bracket at its end for the text around it. */
    static String closed(String address) {
        if (Character.isLetterOrDigit(address.charAt(address.length() - 1))) {
            return address;
        }
        var isQuery = address.indexOf('?') > 0 && address.indexOf('#') < 0;
        return address + (isQuery ? "&" : address.endsWith("/") ? "" : "/");
    }

    private static String query(WebAddress address, Dropped onSite, Dropped everywhere, Steps steps) {
        if (address.query().isEmpty()) {
            return "";
        }
        var kept = new ArrayList<Parameter>();
        var dropped = new ArrayList<String>();
        for (var parameter : address.query()) {
            var drop = onSite.drops(parameter.name())
                    || everywhere.drops(parameter.name())
                    || asksForAccelerated(parameter);
            if (drop) {
                dropped.add(parameter.name());
            } else {
                kept.add(parameter);
            }
        }
        if (!dropped.isEmpty()) {
            steps.add(Steps.Kind.DROPPED, List.copyOf(dropped));
        }
        kept.sort(Comparator.comparing(Parameter::name));
        return kept.stream().map(Parameter::spelling).collect(Collectors.joining("&"));
    }

    private static TargetKind siteKind(String host) {
        return Hosts.registeredDomain(host).equals(host) ? TargetKind.DOMAIN : TargetKind.PATH;
    }

    private static boolean asksForAccelerated(Parameter parameter) {
        return parameter.name().equals("amp") && Set.of("", "1", "true").contains(parameter.value());
    }

    private static String withoutSession(String path) {
        var session = Spelling.lower(path).indexOf(SESSION);
        if (session < 0) {
            return path;
        }
        var end = path.indexOf('/', session);
        return path.substring(0, session) + (end < 0 ? "" : path.substring(end));
    }

    private static String withoutDefaultDocument(String path) {
        var end = path.length();
        var shorter = shorter(path, end);
        while (shorter < end) {
            end = shorter;
            shorter = shorter(path, end);
        }
        return path.substring(0, end);
    }

    /** Where the path ends without one slash, default document or mark of an accelerated page at its end. */
    private static int shorter(String path, int end) {
        var slash = path.lastIndexOf('/', end - 1);
        if (slash == end - 1) {
            return Math.max(slash, 1);
        }
        var last = path.substring(slash + 1, end);
        if (DEFAULT_DOCUMENTS.contains(Spelling.lower(last))) {
            return slash + 1;
        }
        return last.equals("amp") && slash > 0 ? slash : end;
    }
}
