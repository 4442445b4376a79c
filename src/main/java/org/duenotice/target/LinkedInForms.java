package org.duenotice.target;

import static org.duenotice.target.Hosts.within;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** LinkedIn: posts by their activity number, articles, people and companies. */
final class LinkedInForms implements PlatformForms {

    private static final Set<String> TRACKING = Set.of("refId", "trk", "trackingId", "lipi", "lici", "licu", "rcm");
    private static final Set<String> ACCOUNTS = Set.of("in", "company", "school", "showcase");
    private static final Pattern POST = Pattern.compile("-(activity|share|ugcpost)-([0-9]{10,25})(?:-[a-z0-9_-]*)?$");
    private static final Pattern URN = Pattern.compile("urn:li:(activity|share|ugcpost):([0-9]{10,25})");
    private static final Pattern PLAIN_POST = Pattern.compile("-([0-9]{10,25})-[a-z0-9_-]{4}$");

    @Override
    public String platform() {
        return "LINKEDIN";
    }

    @Override
    public Optional<String> site(String host) {
        if (host.equals("lnkd.in")) {
            return Optional.of(host);
        }
        return within(host, "linkedin.com") ? Optional.of("linkedin.com") : Optional.empty();
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
        String last = path.get(path.size() - 1);
        if (address.host().equals("lnkd.in")) {
            return Spelling.code(last)
                    .map(code -> Found.item("li:short:" + code).asUnresolved());
        }
        if (ACCOUNTS.contains(path.get(0)) && path.size() == 2) {
            String name = PercentEncoding.segment(Spelling.lower(last));
            return Optional.of(Found.account("li:account:" + path.get(0) + "/" + name));
        }
        return switch (path.get(0)) {
            case "posts" -> post(Spelling.lower(last));
            case "feed", "embed" -> urn(Spelling.lower(last));
            case "pulse" -> Spelling.code(last).map(slug -> Found.item("li:article:" + slug));
            default -> Optional.empty();
        };
    }

    private static Optional<Found> post(String slug) {
        Matcher kindAndNumber = POST.matcher(slug);
        if (kindAndNumber.find()) {
            return Optional.of(Found.item("li:" + kindAndNumber.group(1) + ":" + kindAndNumber.group(2)));
        }
        Matcher number = PLAIN_POST.matcher(slug);
        return number.find() ? Optional.of(Found.item("li:activity:" + number.group(1))) : Optional.empty();
    }

    private static Optional<Found> urn(String text) {
        Matcher urn = URN.matcher(text);
        return urn.matches() ? Optional.of(Found.item("li:" + urn.group(1) + ":" + urn.group(2))) : Optional.empty();
    }
}
