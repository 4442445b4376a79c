package org.duenotice.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of one platform, ready to be asked. */
final class Platform {

    private final String code;
    private final Map<String, ValueType> types = new HashMap<>();
    private final List<Site> sites = new ArrayList<>();

    /**
     * What a form makes of an address; exactly one of key, page, to and refuse is set.
     *
     * @param leads whether it is another address that this one leads to, not only another spelling of this
     */
    record Outcome(
            Writing key,
            TargetKind kind,
            Writing address,
            Unresolved unresolved,
            boolean page,
            Writing to,
            boolean leads,
            IllegalAddress.Problem refuse) {}

    /** One template with what its form makes of it. */
    record Pattern(AddressTemplate template, Outcome outcome) {}

    /** Hosts that show the same, with the patterns that are for them in their order. */
    record Site(Platform platform, List<String> hosts, String as, Dropped dropped, List<Pattern> patterns) {}

    /** @throws IllegalArgumentException in words if the rules are not rules */
    Platform(PlatformRules rules) {
        code = rules.platform();
        rules.values().forEach((name, value) -> types.put(name, type(name, value)));
        var caughtInHost = new HashMap<String, Set<String>>();
        for (var site : rules.sites()) {
            var caught = caught(site);
            names(site).forEach(name -> caughtInHost.put(name, caught));
        }
        var patterns = new ArrayList<Pattern>();
        for (var form : rules.forms()) {
            form.at().forEach(at -> patterns.add(pattern(at, form, types, caughtInHost)));
        }
        var named = new LinkedHashSet<>(
                patterns.stream().map(pattern -> pattern.template().host()).toList());
        for (var site : rules.sites()) {
            var names = names(site);
            named.removeAll(names);
            sites.add(new Site(
                    this, site.hosts(), site.as(), new Dropped(rules.drop(), site.drop()), of(site, names, patterns)));
        }
        named.remove("");
        if (!named.isEmpty()) {
            throw new IllegalArgumentException("forms name hosts that no site has: " + String.join(", ", named));
        }
    }

    /** How forms may name the site. */
    private static Set<String> names(PlatformRules.Site site) {
        var names = new LinkedHashSet<>(site.hosts());
        if (site.as() != null) {
            names.add(site.as());
        }
        if (site.name() != null) {
            names.add("@" + site.name());
        }
        return names;
    }

    /** The values that every host of the site has. */
    private Set<String> caught(PlatformRules.Site site) {
        var caught = new LinkedHashSet<String>();
        site.hosts().forEach(host -> caught.addAll(HostTemplates.names(host, types)));
        site.hosts().forEach(host -> caught.retainAll(HostTemplates.names(host, types)));
        return caught;
    }

    private static List<Pattern> of(PlatformRules.Site site, Set<String> names, List<Pattern> all) {
        return all.stream()
                .filter(pattern -> names.contains(pattern.template().host())
                        || !site.own() && pattern.template().host().isEmpty())
                .toList();
    }

    private static ValueType type(String name, PlatformRules.Value value) {
        try {
            return new ValueType(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("values " + name + ": " + e.getMessage(), e);
        }
    }

    private static Pattern pattern(
            String at, PlatformRules.Form form, Map<String, ValueType> types, Map<String, Set<String>> caughtInHost) {
        try {
            var template = new AddressTemplate(at, types);
            var names = new LinkedHashSet<>(template.names());
            names.addAll(caughtInHost.getOrDefault(template.host(), Set.of()));
            var makes = (form.key() == null ? 0 : 1)
                    + (form.page() ? 1 : 0)
                    + (form.to() == null ? 0 : 1)
                    + (form.refuse() == null ? 0 : 1);
            if (makes != 1) {
                throw new IllegalArgumentException("a form has one of key, page, to and refuse");
            }
            if (form.key() != null && (form.kind() == null || form.address() == null)) {
                throw new IllegalArgumentException("a key needs its kind and its address");
            }
            return new Pattern(
                    template,
                    new Outcome(
                            writing(form.key(), names),
                            form.kind(),
                            writing(form.address(), names),
                            form.unresolved(),
                            form.page(),
                            writing(form.to(), names),
                            names.contains("to"),
                            form.refuse()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(at + ": " + e.getMessage(), e);
        }
    }

    private static Writing writing(String text, Set<String> names) {
        return text == null ? null : new Writing(text, names);
    }

    String code() {
        return code;
    }

    List<Site> sites() {
        return sites;
    }

    Map<String, ValueType> types() {
        return types;
    }

    /** Query parameters that say nothing about the content. */
    static final class Dropped {

        private final Map<String, Boolean> names = new LinkedHashMap<>();
        private final List<String> beginnings = new ArrayList<>();

        @SafeVarargs
        Dropped(List<String>... lists) {
            for (var list : lists) {
                for (var name : list) {
                    if (name.endsWith("*")) {
                        beginnings.add(Spelling.lower(name.substring(0, name.length() - 1)));
                    } else {
                        names.put(Spelling.lower(name), true);
                    }
                }
            }
        }

        boolean drops(String parameter) {
            var name = Spelling.lower(parameter);
            if (names.containsKey(name)) {
                return true;
            }
            for (var beginning : beginnings) {
                if (name.startsWith(beginning)) {
                    return true;
                }
            }
            return false;
        }
    }
}
