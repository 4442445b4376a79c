package org.duenotice.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Files named by their hash, in folders by its first two letters; a file appears whole or not at all, and nobody may write to it
 * afterwards.
 */
class FileSystemContentStore implements ContentStore {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{2}");

    private final Path root;

    FileSystemContentStore(Path data) {
        this.root = data.resolve("content");
    }

    @Override
    public Stored store(InputStream content) throws IOException {
        Files.createDirectories(root);
        try (var arrived = HashedCopy.of(content, root, Long.MAX_VALUE)) {
            keep(arrived.file(), arrived.sha256());
            return new Stored(arrived.sha256(), arrived.size());
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
        Files.setPosixFilePermissions(arrived, PosixFilePermissions.fromString("r--r-----"));
        Files.createDirectories(place.getParent());
        Files.move(arrived, place, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        return Files.newInputStream(place(sha256));
    }

    @Override
    public List<String> after(String sha256, int limit) throws IOException {
        var found = new ArrayList<String>();
        for (var folder : names(root, FOLDER)) {
            if (!sha256.isEmpty() && folder.compareTo(sha256.substring(0, 2)) < 0) {
                continue;
            }
            for (var name : names(root.resolve(folder), SHA256)) {
                if (name.compareTo(sha256) > 0) {
                    found.add(name);
                }
                if (found.size() == limit) {
                    return found;
                }
            }
        }
        return found;
    }

    private static List<String> names(Path folder, Pattern pattern) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> pattern.matcher(name).matches())
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void delete(String sha256) throws IOException {
        Files.deleteIfExists(place(sha256));
    }

    private Path place(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("Not a SHA-256 in lower-case hex");
        }
        return root.resolve(sha256.substring(0, 2)).resolve(sha256);
    }
}
