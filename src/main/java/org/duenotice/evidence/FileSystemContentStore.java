package org.duenotice.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Files named by their hash, in folders by its first two letters; a file appears whole or not at all. */
@Component
class FileSystemContentStore implements ContentStore {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path root;

    FileSystemContentStore(@Value("${duenotice.data}") Path data) {
        this.root = data.resolve("content");
    }

    @Override
    public Stored store(InputStream content) throws IOException {
        Files.createDirectories(root);
        var arriving = Files.createTempFile(root, "arriving-", null);
        try {
            var digest = sha256();
            long size;
            try (var out = new DigestOutputStream(Files.newOutputStream(arriving), digest)) {
                size = content.transferTo(out);
            }
            var hash = HexFormat.of().formatHex(digest.digest());
            keep(arriving, hash);
            return new Stored(hash, size);
        } finally {
            Files.deleteIfExists(arriving);
        }
    }

    private void keep(Path arrived, String hash) throws IOException {
        var place = place(hash);
        if (Files.exists(place)) {
            return;
        }
        try (var file = FileChannel.open(arrived, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.createDirectories(place.getParent());
        Files.move(arrived, place, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        return Files.newInputStream(place(sha256));
    }

    private Path place(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("Not a SHA-256 in lower-case hex");
        }
        return root.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
