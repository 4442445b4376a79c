package org.duenotice.recreation;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import lombok.extern.slf4j.Slf4j;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Looks whether an address answers, without login or cookie, and only on the public internet. The name is resolved once, the address
 * checked, and the connection made to that very address, so that a name that changes its meaning in between leads nowhere; every
 * redirect is checked the same way. It proposes; what a target's state is, a person says.
 */
@Slf4j
@Component
public class Probe {

    private static final int MOST_REDIRECTS = 5;
    private static final int LARGEST_HEAD = 16_384;
    private static final Set<Integer> GONE = Set.of(404, 410, 451);

    private final ProbeSettings settings;
    private final AddressPolicy policy;
    private final Resolver resolver;
    private final SSLSocketFactory certificates;
    private long nextAt = System.nanoTime();

    /** What the look suggests. */
    public enum Suggestion {
        OFF,
        AVAILABLE,
        GONE,
        UNCLEAR,
        NOT_ALLOWED
    }

    /** Turns a name into addresses; a border, so that a test can play a name that changes. */
    interface Resolver {
        InetAddress[] resolve(String host) throws IOException;
    }

    @Autowired
    Probe(ProbeSettings settings) {
        this(settings, AddressPolicy.PUBLIC, InetAddress::getAllByName, (SSLSocketFactory)
                SSLSocketFactory.getDefault());
    }

    Probe(ProbeSettings settings, AddressPolicy policy, Resolver resolver, SSLSocketFactory certificates) {
        this.settings = settings;
        this.policy = policy;
        this.resolver = resolver;
        this.certificates = certificates;
    }

    public boolean isOff() {
        return !settings.enabled();
    }

    /** What an address suggests now; never an exception, whatever the other side does. */
    public Suggestion look(String address) {
        if (!settings.enabled()) {
            return Suggestion.OFF;
        }
        try {
            var at = URI.create(address);
            for (var hop = 0; hop <= MOST_REDIRECTS; hop++) {
                var checked = checked(at);
                if (checked == null) {
                    return Suggestion.NOT_ALLOWED;
                }
                waitForTurn();
                var head = head(at, checked);
                if (head.status() < 300 || head.status() >= 400 || head.location() == null) {
                    return suggestion(head.status());
                }
                at = at.resolve(head.location());
            }
            return Suggestion.UNCLEAR;
        } catch (IOException | IllegalArgumentException e) {
            log.debug("A look led nowhere", e);
            return Suggestion.UNCLEAR;
        }
    }

    private static Suggestion suggestion(int status) {
        if (GONE.contains(status)) {
            return Suggestion.GONE;
        }
        return status >= 200 && status < 300 ? Suggestion.AVAILABLE : Suggestion.UNCLEAR;
    }

    /** The address to connect to; null when the scheme, the host or any of its addresses is not allowed. */
    private InetAddress checked(URI at) throws IOException {
        var web = "http".equalsIgnoreCase(at.getScheme()) || "https".equalsIgnoreCase(at.getScheme());
        if (!web || at.getHost() == null || at.getUserInfo() != null) {
            return null;
        }
        var found = resolver.resolve(at.getHost().replaceAll("[\\[\\]]", ""));
        for (var one : found) {
            if (!policy.allows(one)) {
                return null;
            }
        }
        return found.length == 0 ? null : found[0];
    }

    private synchronized void waitForTurn() throws IOException {
        try {
            var left = nextAt - System.nanoTime();
            if (left > 0) {
                Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        nextAt = System.nanoTime() + settings.pause().toNanos();
    }

    private record Head(int status, String location) {}

    private Head head(URI at, InetAddress address) throws IOException {
        var timeout = Math.toIntExact(settings.timeout().toMillis());
        var secure = "https".equalsIgnoreCase(at.getScheme());
        var port = at.getPort() > 0 ? at.getPort() : secure ? 443 : 80;
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(address, port), timeout);
            plain.setSoTimeout(timeout);
            try (var socket = secure ? secured(plain, at.getHost(), port) : plain) {
                socket.getOutputStream().write(request(at).getBytes(StandardCharsets.US_ASCII));
                return answer(
                        socket.getInputStream(),
                        System.nanoTime() + 2 * settings.timeout().toNanos());
            }
        }
    }

    /** The certificate has to be that of the name, although the connection goes to the checked address. */
    private Socket secured(Socket plain, String host, int port) throws IOException {
        var socket = (SSLSocket) certificates.createSocket(plain, host, port, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static String request(URI at) {
        var path = at.getRawPath() == null || at.getRawPath().isEmpty() ? "/" : at.getRawPath();
        var query = at.getRawQuery() == null ? "" : "?" + at.getRawQuery();
        var host = at.getPort() > 0 ? at.getHost() + ":" + at.getPort() : at.getHost();
        return "HEAD %s%s HTTP/1.1\r\nHost: %s\r\nUser-Agent: DueNotice\r\nAccept: */*\r\nConnection: close\r\n\r\n"
                .formatted(path, query, host);
    }

    /** Reads no more than the head, and no longer than until the given moment. */
    private static Head answer(InputStream in, long until) throws IOException {
        var text = new StringBuilder();
        while (text.length() < LARGEST_HEAD && text.indexOf("\r\n\r\n") < 0) {
            var sign = in.read();
            if (sign < 0) {
                break;
            }
            if (System.nanoTime() > until) {
                throw new IOException("The answer takes too long");
            }
            text.append((char) sign);
        }
        var lines = text.toString().split("\r\n");
        if (!lines[0].matches("HTTP/1\\.[01] \\d{3}.*")) {
            throw new IOException("That is no answer of a web server");
        }
        String location = null;
        for (var line : lines) {
            if (line.toLowerCase(Locale.ROOT).startsWith("location:")) {
                location = line.substring("location:".length()).strip();
            }
        }
        return new Head(Integer.parseInt(lines[0].substring(9, 12)), location);
    }
}
