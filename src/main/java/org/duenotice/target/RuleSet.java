package org.duenotice.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duenotice.target.IllegalAddress.Problem;
import org.duenotice.target.Platform.Dropped;
import org.duenotice.target.Platform.Pattern;
import org.duenotice.target.Platform.Site;

/** All platforms' rules of one version, ready to be asked. The network is never asked. */
final class RuleSet {

    /** What no other platform knows. */
    static final String WEB = "WEB";

    private static final int DEEPEST = 5;
    private static final int MOST_SPELLINGS = 10;
    private static final int LONGEST_KEY = 1024;

    private final int version;
    private final HostTemplates hosts = new HostTemplates();
    private final Dropped everywhere;
    private final Site web;
    private final Set<String> applications = new HashSet<>();
    private final Map<String, List<String>> hostsOf = new HashMap<>();

    /** What an address is, and what led to that. */
    record Answer(TargetIdentity identity, Unresolved because, Optional<String> site) {}

    /** @throws IllegalArgumentException in words if the rules are not rules, contradict each other or fail their examples */
    RuleSet(int version, List<PlatformRules> rules) {
        this.version = version;
        var platforms = new LinkedHashMap<String, Platform>();
        var dropped = new ArrayList<String>();
        for (var platform : rules) {
            platforms.put(platform.platform(), compiled(platform));
            dropped.addAll(platform.everywhere());
        }
        everywhere = new Dropped(dropped);
        platforms.values().forEach(this::add);
        var known = platforms.get(WEB);
        if (known == null) {
            throw new IllegalArgumentException("there are no rules of the platform WEB");
        }
        web = new Site(known, List.of(), null, new Dropped(), List.of());
        rules.forEach(platform -> platform.examples().forEach(this::prove));
    }

    private static Platform compiled(PlatformRules rules) {
        try {
            return new Platform(rules);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(rules.platform() + ": " + e.getMessage(), e);
        }
    }

    private void add(Platform platform) {
        hostsOf.put(
                platform.code(),
                platform.sites().stream()
                        .flatMap(site -> site.hosts().stream())
                        .filter(host -> !host.endsWith(":"))
                        .toList());
        for (var site : platform.sites()) {
            for (var host : site.hosts()) {
                hosts.add(host, site, platform.types());
                if (host.endsWith(":")) {
                    applications.add(host.substring(0, host.length() - 1));
                }
            }
        }
    }

    private void prove(String address, String key) {
        String found;
        try {
            found = identify(address, Steps.NONE).identity().canonicalKey();
        } catch (IllegalAddress e) {
            found = e.code();
        }
        if (!found.equals(key)) {
            throw new IllegalArgumentException(address + " has the key " + found + " and not " + key);
        }
    }

    /** The hosts of the platform as its rules write them, such as {@code *.vk.com}; of the web none. */
    List<String> hosts(String platform) {
        return platform.equals(WEB) ? List.of() : hostsOf.getOrDefault(platform, List.of());
    }

    int version() {
        return version;
    }

    /** @throws IllegalAddress if the text is not the address of online content */
    Answer identify(String entered, Steps steps) {
        var address = AddressReader.read(PastedText.address(entered, steps), applications);
        steps.add(Steps.Kind.READ, address.host(), address.port() + address.path() + address.queryString());
        var leads = 0;
        for (var spelling = 0; spelling < MOST_SPELLINGS; spelling++) {
            var values = new Values();
            var site = hosts.find(address.host(), values);
            var found = site == null ? null : found(address, site, values);
            if (found == null || found.outcome().to() == null) {
                return answer(entered, address, site == null ? web : site, found, values, steps);
            }
            if (found.outcome().leads() && ++leads > DEEPEST) {
                break;
            }
            var next = found.outcome().to().of(values);
            steps.add(found.outcome().leads() ? Steps.Kind.LEADS_TO : Steps.Kind.SAME_AS, found.template(), next);
            address = AddressReader.read(next, applications);
        }
        throw new IllegalAddress(Problem.TOO_MANY_REDIRECTS);
    }

    /** A page that is only written longer is looked at as it is written in the end. */
    private static Pattern found(WebAddress address, Site site, Values values) {
        var found = find(address, site, values);
        if (found != null || site.patterns().isEmpty()) {
            return found;
        }
        var path = WebPage.path(address);
        return path.length() < address.path().length() - 1 ? find(address.with(path), site, values) : null;
    }

    private static Pattern find(WebAddress address, Site site, Values values) {
        var path = address.segments();
        var caught = new Values();
        for (var pattern : site.patterns()) {
            caught.clear();
            caught.putAll(values);
            if (pattern.template().matches(address, path, caught)) {
                caught.put(Values.QUERY, address.queryString());
                values.putAll(caught);
                return pattern;
            }
        }
        return null;
    }

    private Answer answer(String entered, WebAddress address, Site site, Pattern found, Values values, Steps steps) {
        var application = address.host().endsWith(":");
        if (found != null && found.outcome().refuse() != null) {
            throw new IllegalAddress(found.outcome().refuse());
        }
        if (application && found == null) {
            throw new IllegalAddress(Problem.SCHEME_UNSUPPORTED);
        }
        var host = site.as() == null ? address.host() : site.as();
        var platform = site.platform().code();
        if (address.host().contains("xn--")) {
            steps.add(Steps.Kind.INTERNATIONAL, Hosts.shown(address.host()), address.host());
        }
        steps.add(Steps.Kind.HOST, address.host(), platform, host);
        var outcome = found == null ? null : found.outcome();
        if (outcome == null || outcome.page()) {
            var page = WebPage.of(address.at(host), site.dropped(), everywhere, steps);
            if (found != null) {
                steps.add(Steps.Kind.FORM, found.template(), values.shown());
            } else {
                steps.add(platform.equals(WEB) ? Steps.Kind.PAGE : Steps.Kind.NO_FORM, platform);
            }
            var because = outcome == null ? null : outcome.unresolved();
            return answer(entered, page.key(), page.kind(), page.address(), platform, because, address, steps);
        }
        steps.add(Steps.Kind.FORM, found.template(), values.shown());
        return answer(
                entered,
                outcome.key().of(values),
                outcome.kind(),
                outcome.address().of(values),
                platform,
                outcome.unresolved(),
                address,
                steps);
    }

    private Answer answer(
            String entered,
            String key,
            TargetKind kind,
            String address,
            String platform,
            Unresolved because,
            WebAddress read,
            Steps steps) {
        var identity = new TargetIdentity(
                entered,
                Spelling.bounded(key, LONGEST_KEY),
                kind,
                platform,
                because != null,
                version,
                WebPage.closed(address));
        steps.add(Steps.Kind.KEY, identity.canonicalKey(), kind, platform, version);
        if (because != null) {
            steps.add(Steps.Kind.UNRESOLVED, because);
        }
        return new Answer(
                identity,
                because,
                Optional.of(read.host()).filter(host -> !host.endsWith(":")).map(Hosts::registeredDomain));
    }
}
