package org.duenotice.recreation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.duenotice.recreation.Probe.Suggestion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real web server on this machine, with a policy that lets the probe reach it; the policy of the product lets nothing here through. */
class ProbeTest {

    private static final ProbeSettings ON = settings(true);

    private static final SSLSocketFactory PLAIN = (SSLSocketFactory) SSLSocketFactory.getDefault();
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    private static ProbeSettings settings(boolean enabled) {
        return new ProbeSettings(enabled, Duration.ofMillis(5), Duration.ofSeconds(2));
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            assertThat(exchange.getRequestMethod()).isEqualTo("HEAD");
            assertThat(exchange.getRequestHeaders()).doesNotContainKeys("Cookie", "Authorization");
            var path = exchange.getRequestURI().getPath();
            if (path.startsWith("/to/")) {
                exchange.getResponseHeaders().add("Location", "http://" + path.substring("/to/".length()));
                exchange.sendResponseHeaders(302, -1);
            } else if (path.equals("/loop")) {
                exchange.getResponseHeaders().add("Location", "/loop");
                exchange.sendResponseHeaders(302, -1);
            } else {
                exchange.sendResponseHeaders(Integer.parseInt(path.substring(1)), -1);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String at(String path) {
        return "http://site.example:" + server.getAddress().getPort() + path;
    }

    /** Every name leads to this machine, and only that is allowed. */
    private static Probe local() {
        return new Probe(ON, InetAddress::isLoopbackAddress, ProbeTest::resolve, PLAIN);
    }

    private static InetAddress[] resolve(String host) throws UnknownHostException {
        return host.equals("inside.example")
                ? new InetAddress[] {InetAddress.getByName("10.0.0.7")}
                : new InetAddress[] {InetAddress.getByName("127.0.0.1")};
    }

    @ParameterizedTest
    @CsvSource({"200, AVAILABLE", "404, GONE", "410, GONE", "451, GONE", "403, UNCLEAR", "500, UNCLEAR"})
    void anAnswerSuggestsWhatAPersonThenConfirms(int status, Suggestion suggestion) {
        assertThat(local().look(at("/" + status))).isEqualTo(suggestion);
    }

    @Test
    void theProbeIsOffUnlessAnInstallationSaysOtherwise() {
        var off = new Probe(settings(false), InetAddress::isLoopbackAddress, ProbeTest::resolve, PLAIN);
        assertThat(off.look(at("/200"))).isEqualTo(Suggestion.OFF);
        assertThat(asked).hasValue(0);
    }

    @Test
    void aRedirectIntoANetworkThatIsNotPublicIsNotFollowed() {
        assertThat(local().look(at("/to/inside.example/"))).isEqualTo(Suggestion.NOT_ALLOWED);
        assertThat(asked).hasValue(1);
    }

    @Test
    void redirectsWithoutEndSuggestNothing() {
        assertThat(local().look(at("/loop"))).isEqualTo(Suggestion.UNCLEAR);
        assertThat(asked.get()).isLessThanOrEqualTo(6);
    }

    @Test
    void aNameIsAskedForOnceAndTheCheckedAddressIsTheOneConnectedTo() {
        var names = new AtomicInteger();
        var changing = new Probe(
                ON,
                InetAddress::isLoopbackAddress,
                host -> names.getAndIncrement() == 0
                        ? new InetAddress[] {InetAddress.getByName("127.0.0.1")}
                        : new InetAddress[] {InetAddress.getByName("10.0.0.7")},
                PLAIN);
        assertThat(changing.look(at("/200"))).isEqualTo(Suggestion.AVAILABLE);
        assertThat(names).hasValue(1);
    }

    @Test
    void oneForbiddenAddressAmongManyForbidsTheName() {
        var mixed = new Probe(
                ON,
                InetAddress::isLoopbackAddress,
                host -> new InetAddress[] {InetAddress.getByName("127.0.0.1"), InetAddress.getByName("10.0.0.7")},
                PLAIN);
        assertThat(mixed.look(at("/200"))).isEqualTo(Suggestion.NOT_ALLOWED);
        assertThat(asked).hasValue(0);
    }

    @Test
    void thePolicyOfTheProductLetsNothingOnThisMachineThrough() {
        var product = new Probe(ON, AddressPolicy.PUBLIC, ProbeTest::resolve, PLAIN);
        assertThat(product.look(at("/200"))).isEqualTo(Suggestion.NOT_ALLOWED);
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "0.0.0.0",
                "192.0.2.1",
                "198.18.0.1",
                "203.0.113.9",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "2001:db8::1",
                "2001::1"
            })
    void nothingButPublicAddressesIsLookedAt(String address) throws UnknownHostException {
        assertThat(AddressPolicy.PUBLIC.allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "100.63.0.1", "172.32.0.1", "2a00:1450::1"})
    void publicAddressesAreLookedAt(String address) throws UnknownHostException {
        assertThat(AddressPolicy.PUBLIC.allows(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://site.example/", "http://user:secret@site.example/", "file:///etc/passwd", "not an address"
            })
    void onlyWebAddressesWithoutALoginAreLookedAt(String address) {
        assertThat(local().look(address)).isIn(Suggestion.NOT_ALLOWED, Suggestion.UNCLEAR);
        assertThat(asked).hasValue(0);
    }

    @Test
    void aSecureSiteIsLookedAtOnlyWithACertificateOfItsName(@TempDir Path folder) throws Exception {
        var keys = keysOf("site.example", folder);
        var context = SSLContext.getInstance("TLS");
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        var secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(context));
        secure.createContext("/", exchange -> {
            exchange.sendResponseHeaders(410, -1);
            exchange.close();
        });
        secure.start();
        try {
            var at = ":" + secure.getAddress().getPort() + "/page";
            var trusting =
                    new Probe(ON, InetAddress::isLoopbackAddress, ProbeTest::resolve, context.getSocketFactory());
            assertThat(trusting.look("https://site.example" + at)).isEqualTo(Suggestion.GONE);
            assertThat(trusting.look("https://other.example" + at)).isEqualTo(Suggestion.UNCLEAR);
            assertThat(local().look("https://site.example" + at)).isEqualTo(Suggestion.UNCLEAR);
        } finally {
            secure.stop(0);
        }
    }

    private static KeyStore keysOf(String host, Path folder) throws Exception {
        var file = folder.resolve("keys.p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "site",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }
}
