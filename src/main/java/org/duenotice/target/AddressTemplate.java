package org.duenotice.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The form of an address: {@code host/segment/**?parameter=value&[optional=value]#fragment}. Without a host it is for all sites of
 * the platform; {@code **} stands for any number of segments; parameters may come in any order and among others. A value in the place
 * of the parameters, such as {@code ?{to:address}}, is all of them together.
 */
final class AddressTemplate {

    private static final String MANY = "**";
    private static final int MOST_SEGMENTS = 64;

    private final String text;
    private final String host;
    /** Null stands for any number of segments. */
    private final List<Template> segments = new ArrayList<>();

    private final Map<String, Template> required = new LinkedHashMap<>();
    private final Map<String, Template> optional = new LinkedHashMap<>();
    private final Template fragment;
    /** Null where the parameters are told one by one. */
    private final Template query;

    private final Set<String> names = new LinkedHashSet<>();
    private final int fewest;
    private final boolean hasMany;

    AddressTemplate(String text, Map<String, ValueType> types) {
        this.text = text;
        var slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(text + ": a form has a path, at least /");
        }
        host = text.substring(0, slash);
        var hash = text.indexOf('#', slash);
        var beforeFragment = hash < 0 ? text : text.substring(0, hash);
        fragment = hash < 0 ? null : new Template(text.substring(hash + 1), types, names);
        var question = beforeFragment.indexOf('?', slash);
        var path = question < 0 ? beforeFragment.substring(slash) : beforeFragment.substring(slash, question);
        for (var segment : path.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(segment.equals(MANY) ? null : new Template(segment, types, names));
            }
        }
        fewest = (int) segments.stream().filter(segment -> segment != null).count();
        hasMany = fewest < segments.size();
        var parameters = question < 0 ? "" : beforeFragment.substring(question + 1);
        query = parameters.startsWith("{") ? new Template(parameters, types, names) : null;
        if (question >= 0 && query == null) {
            Arrays.stream(parameters.split("&")).forEach(part -> parameter(part, types));
        }
    }

    private void parameter(String part, Map<String, ValueType> types) {
        var isOptional = part.startsWith("[") && part.endsWith("]");
        var plain = isOptional ? part.substring(1, part.length() - 1) : part;
        var equals = plain.indexOf('=');
        var name = equals < 0 ? plain : plain.substring(0, equals);
        var value = new Template(
                equals < 0 ? "*" : plain.substring(equals + 1), types, isOptional ? new LinkedHashSet<>() : names);
        (isOptional ? optional : required).put(name, value);
    }

    /** The host as the rule names it; empty for every site of the platform. */
    String host() {
        return host;
    }

    /** The names of the values that it catches in every address of this form. */
    Set<String> names() {
        return names;
    }

    boolean matches(WebAddress address, List<String> path, Values values) {
        if (path.size() < fewest || path.size() > MOST_SEGMENTS || !hasMany && path.size() > fewest) {
            return false;
        }
        if (!matches(0, path, 0, values)) {
            return false;
        }
        for (var parameter : required.entrySet()) {
            if (!matches(parameter, address, values)) {
                return false;
            }
        }
        if (fragment != null && !fragment.matches(PercentEncoding.decode(address.fragment()), values)) {
            return false;
        }
        if (query != null && !query.matches(address.wholeQuery(), values)) {
            return false;
        }
        for (var parameter : optional.entrySet()) {
            matches(parameter, address, values);
        }
        if (hasMany) {
            values.put(Values.REST, address.lastSegments(path.size() - fewest));
        }
        return true;
    }

    private static boolean matches(Map.Entry<String, Template> parameter, WebAddress address, Values values) {
        var value = address.value(parameter.getKey());
        return value != null && parameter.getValue().matches(value, values);
    }

    /** What may be any number of segments takes as many as it can. */
    private boolean matches(int template, List<String> path, int at, Values values) {
        if (template == segments.size()) {
            return at == path.size();
        }
        var segment = segments.get(template);
        if (segment != null) {
            return at < path.size()
                    && segment.matches(path.get(at), values)
                    && matches(template + 1, path, at + 1, values);
        }
        if (template == segments.size() - 1) {
            return true;
        }
        for (var from = path.size() - 1; from >= at; from--) {
            if (matches(template + 1, path, from, values)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return text;
    }
}
