package org.duenotice.evidence;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.custody.Digests;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * One long content on its way into an object store, part by part, each with its hash. It appears under its key when all parts are
 * there; when one cannot be brought, the store is told to forget those before it.
 */
@Slf4j
@RequiredArgsConstructor
class S3Parts {

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final long partSize;

    void put(Path file, long size) throws IOException {
        var upload = client.createMultipartUpload(
                        create -> create.bucket(bucket).key(key).checksumAlgorithm(ChecksumAlgorithm.SHA256))
                .uploadId();
        try {
            var parts = new ArrayList<CompletedPart>();
            for (var from = 0L; from < size; from += partSize) {
                parts.add(part(upload, parts.size() + 1, file, from, Math.min(partSize, size - from)));
            }
            complete(upload, parts);
        } catch (SdkException | IOException e) {
            abort(upload);
            throw e;
        }
    }

    private CompletedPart part(String upload, int no, Path file, long from, long length) throws IOException {
        var sum = sum(file, from, length);
        var tag = client.uploadPart(
                        part -> part.bucket(bucket)
                                .key(key)
                                .uploadId(upload)
                                .partNumber(no)
                                .contentLength(length)
                                .checksumSHA256(sum),
                        RequestBody.fromContentProvider(
                                () -> opened(file, from, length), length, "application/octet-stream"))
                .eTag();
        return CompletedPart.builder()
                .partNumber(no)
                .eTag(tag)
                .checksumSHA256(sum)
                .build();
    }

    private static String sum(Path file, long from, long length) throws IOException {
        try (var part = new DigestInputStream(opened(file, from, length), Digests.sha256())) {
            part.transferTo(java.io.OutputStream.nullOutputStream());
            return Base64.getEncoder().encodeToString(part.getMessageDigest().digest());
        }
    }

    /** Opened anew for each try. */
    private static InputStream opened(Path file, long from, long length) {
        try {
            var channel = FileChannel.open(file, StandardOpenOption.READ).position(from);
            return new Slice(new BufferedInputStream(Channels.newInputStream(channel), 1 << 16), length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void complete(String upload, List<CompletedPart> parts) {
        client.completeMultipartUpload(
                done -> done.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
    }

    private void abort(String upload) {
        try {
            client.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(upload));
        } catch (SdkException e) {
            log.warn("The parts of upload {} are left in the object store; its own rules take them away", upload, e);
        }
    }

    /** The first bytes of a stream, and no more. */
    private static final class Slice extends FilterInputStream {

        private long left;

        Slice(InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 && length > 0) {
                return -1;
            }
            var count = super.read(bytes, offset, (int) Math.min(left, length));
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
