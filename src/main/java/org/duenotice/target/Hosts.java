package org.duenotice.target;

import crawlercommons.domains.EffectiveTldFinder;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duenotice.target.IllegalAddress.Problem;

/** Names of sites in one spelling, and which of them are registered domains. */
final class Hosts {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9_-]{1,63}");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]{2,45}\\]");
    private static final int LONGEST_NAME = 253;

    private Hosts() {}

    /** Lower case, international names as punycode, without the last dot and without www. */
    static String normalise(String text) {
        String decoded = PercentEncoding.decode(text);
        if (decoded.isEmpty()) {
            throw new IllegalAddress(Problem.HOST_MISSING);
        }
        return decoded.startsWith("[") ? ipv6(decoded) : withoutWww(checked(ascii(decoded)));
    }

    /** The domain someone registered; for an IP address or a public suffix the host itself. */
    static String registeredDomain(String host) {
        if (isIpAddress(host)) {
            return host;
        }
        String registered = EffectiveTldFinder.getAssignedDomain(host, true, false);
        if (registered != null) {
            return registered;
        }
        return isKnownSuffix(lastLabels(host, 1)) ? host : lastLabels(host, 2);
    }

    private static String ascii(String host) {
        if (host.length() > LONGEST_NAME + 1) {
            throw new IllegalAddress(Problem.HOST_INVALID);
        }
        try {
            String name = isAscii(host) ? Spelling.lower(host) : international(host);
            return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        } catch (IllegalArgumentException notAName) {
            throw new IllegalAddress(Problem.HOST_INVALID);
        }
    }

    /** As browsers do today: letters that older rules replaced (&#223;, final &#963;) make a name of their own. */
    private static String international(String host) {
        String lower = host.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (lower.indexOf('\u00df') < 0 && lower.indexOf('\u03c2') < 0) {
            return Spelling.lower(IDN.toASCII(lower, IDN.ALLOW_UNASSIGNED));
        }
        return Arrays.stream(Normalizer.normalize(lower, Normalizer.Form.NFKC).split("[.\u3002]", -1))
                .map(label -> isAscii(label) ? label : "xn--" + Punycode.encode(label))
                .collect(Collectors.joining("."));
    }

    /** The name in its own letters, for people to read. */
    static String shown(String host) {
        return IDN.toUnicode(host, IDN.ALLOW_UNASSIGNED);
    }

    private static boolean isAscii(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) >= 128) {
                return false;
            }
        }
        return true;
    }

    private static String checked(String name) {
        String[] labels = name.split("\\.", -1);
        boolean valid = labels.length > 1 && name.length() <= LONGEST_NAME;
        for (String label : labels) {
            valid &= LABEL.matcher(label).matches();
        }
        boolean endsInNumber = valid && Character.isDigit(labels[labels.length - 1].charAt(0));
        if (!valid || endsInNumber && !isIpAddress(name)) {
            throw new IllegalAddress(Problem.HOST_INVALID);
        }
        return name;
    }

    /** www is only a prefix where a name remains that someone can register. */
    private static String withoutWww(String host) {
        String name = host;
        while (name.startsWith("www.")) {
            String rest = name.substring(4);
            if (rest.indexOf('.') < 0 || isKnownSuffix(rest)) {
                return name;
            }
            name = rest;
        }
        return name;
    }

    private static String ipv6(String literal) {
        if (!IPV6.matcher(literal).matches()) {
            throw new IllegalAddress(Problem.HOST_INVALID);
        }
        try { // a literal in brackets is never looked up
            String address = InetAddress.getByName(literal).getHostAddress();
            return address.indexOf(':') < 0 ? address : "[" + address + "]";
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalAddress(Problem.HOST_INVALID);
        }
    }

    private static boolean isIpAddress(String host) {
        return host.startsWith("[") || IPV4.matcher(host).matches();
    }

    private static boolean isKnownSuffix(String name) {
        var suffix = EffectiveTldFinder.getEffectiveTLD(name, true);
        return suffix != null && suffix.getDomain().equals(name);
    }

    private static String lastLabels(String host, int count) {
        int dot = host.length();
        for (int label = 0; label < count && dot >= 0; label++) {
            dot = host.lastIndexOf('.', dot - 1);
        }
        return host.substring(dot + 1);
    }
}
