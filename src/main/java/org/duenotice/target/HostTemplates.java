package org.duenotice.target;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.duenotice.target.Platform.Site;

/** Finds the site that a host belongs to: by its whole name, by a name in its place, by its end, or under any public suffix. */
final class HostTemplates {

    private static final String SUFFIX = ".{suffix}";

    private final Map<String, Site> exact = new HashMap<>();
    private final Map<String, Named> oneLabelBefore = new HashMap<>();
    private final Map<String, Site> anythingBefore = new HashMap<>();
    private final Map<String, Site> anySuffix = new HashMap<>();
    private final Set<String> namesWithAnySuffix = new HashSet<>();

    private record Named(Template label, Site site) {}

    /** The names of the values that a host template catches in the first label. */
    static Set<String> names(String host, Map<String, ValueType> types) {
        var names = new LinkedHashSet<String>();
        if (host.startsWith("{")) {
            new Template(host.substring(0, host.indexOf('}') + 1), types, names);
        }
        return names;
    }

    /** @throws IllegalArgumentException if another site has the host already */
    void add(String host, Site site, Map<String, ValueType> types) {
        Object before;
        if (host.endsWith(SUFFIX)) {
            var name = host.substring(0, host.length() - SUFFIX.length());
            namesWithAnySuffix.add(name.substring(name.lastIndexOf('.') + 1));
            before = anySuffix.put(name, site);
        } else if (host.startsWith("{") && host.indexOf("}.") > 0) {
            var end = host.indexOf('}') + 1;
            var label = new Template(host.substring(0, end), types, new LinkedHashSet<>());
            before = oneLabelBefore.put(host.substring(end + 1), new Named(label, site));
        } else if (host.startsWith("*.")) {
            before = anythingBefore.put(host.substring(2), site);
        } else {
            before = exact.put(host, site);
        }
        if (before != null) {
            throw new IllegalArgumentException("host " + host + " stands twice");
        }
    }

    /** The site that knows the host best, or null. */
    Site find(String host, Values values) {
        var whole = exact.get(host);
        if (whole != null) {
            return whole;
        }
        var dot = host.indexOf('.');
        if (dot > 0) {
            var named = oneLabelBefore.get(host.substring(dot + 1));
            if (named != null && named.label().matches(host.substring(0, dot), values)) {
                return named.site();
            }
        }
        for (; dot > 0; dot = host.indexOf('.', dot + 1)) {
            var within = anythingBefore.get(host.substring(dot + 1));
            if (within != null) {
                return within;
            }
        }
        return underAnySuffix(host);
    }

    private Site underAnySuffix(String host) {
        for (var name : namesWithAnySuffix) {
            if (host.contains(name)) {
                var registered = Hosts.registeredDomain(host);
                var end = host.length() - registered.length() + Math.max(registered.indexOf('.'), 0);
                return anySuffix.get(host.substring(0, end));
            }
        }
        return null;
    }
}
