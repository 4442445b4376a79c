package org.duenotice.target;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells which thing an address names, from its spelling alone; the network is never asked. */
@Component
public final class TargetIdentities {

    /** Goes up with every change after which an address may get another key. */
    public static final int RULE_VERSION = 1;

    private static final int LONGEST_KEY = 1024;
    private static final int KEPT_OF_LONG_KEY = 900;

    private final List<PlatformForms> platforms = List.of(
            new TelegramForms(),
            new YouTubeForms(),
            new VkForms(),
            new OkForms(),
            new TikTokForms(),
            new InstagramForms(),
            new FacebookForms(),
            new LinkedInForms(),
            new WebForms());

    /**
     * The identity of what an address names.
     *
     * @param address as entered; with or without scheme, at most 2,048 characters
     * @throws IllegalAddress if the text is not the address of online content
     */
    public TargetIdentity identify(String address) {
        WebAddress target = Redirects.followed(AddressReader.read(address));
        PlatformForms platform = platforms.stream()
                .filter(forms -> forms.site(target.host()).isPresent())
                .findFirst()
                .orElseThrow();
        Found found = platform.read(target).orElseGet(() -> page(target, platform));
        return new TargetIdentity(
                address, bounded(found.key()), found.kind(), platform.platform(), found.unresolved(), RULE_VERSION);
    }

    private static Found page(WebAddress target, PlatformForms platform) {
        String site = platform.site(target.host()).orElseThrow();
        return WebPage.of(target.at(site), platform::tracks);
    }

    /** Keys stand in a database index, which takes no text of any length. */
    private static String bounded(String key) {
        return key.length() <= LONGEST_KEY ? key : key.substring(0, KEPT_OF_LONG_KEY) + "~" + sha256(key);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
