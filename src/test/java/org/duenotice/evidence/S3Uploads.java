package org.duenotice.evidence;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Uploads in parts, as an object store answers them over HTTP. */
class S3Uploads {

    private final Map<String, byte[]> objects;
    private final Map<String, SortedMap<Integer, byte[]>> uploads = new ConcurrentHashMap<>();
    private final Map<String, Integer> done = new ConcurrentHashMap<>();
    private int begun;
    private int aborted;
    private int refused;

    S3Uploads(Map<String, byte[]> objects) {
        this.objects = objects;
    }

    int begun() {
        return begun;
    }

    int aborted() {
        return aborted;
    }

    int open() {
        return uploads.size();
    }

    int partsOf(int upload) {
        return done.get("upload-" + upload);
    }

    /** 0 refuses none. */
    void refusePart(int no) {
        refused = no;
    }

    void answer(HttpExchange call, String path, String query, byte[] body) throws IOException {
        var id = query.replaceAll("(^|.*&)uploadId=([^&]*).*", "$2");
        switch (call.getRequestMethod()) {
            case "PUT" -> part(call, id, Integer.parseInt(query.replaceAll("(^|.*&)partNumber=(\\d+).*", "$2")), body);
            case "DELETE" -> {
                aborted++;
                uploads.remove(id);
                call.sendResponseHeaders(204, -1);
            }
            default -> {
                if (query.startsWith("uploads")) {
                    var upload = "upload-" + ++begun;
                    uploads.put(upload, new TreeMap<>());
                    xml(call, "InitiateMultipartUploadResult", "<UploadId>" + upload + "</UploadId>");
                } else {
                    complete(call, path, id);
                }
            }
        }
    }

    private void part(HttpExchange call, String id, int no, byte[] body) throws IOException {
        var told = call.getRequestHeaders().getFirst("x-amz-checksum-sha256");
        if (no == refused || !sum(body).equals(told)) {
            call.sendResponseHeaders(400, -1);
            return;
        }
        uploads.get(id).put(no, body);
        call.getResponseHeaders().set("ETag", "\"part-" + no + "\"");
        call.sendResponseHeaders(200, -1);
    }

    private void complete(HttpExchange call, String path, String id) throws IOException {
        var whole = new ByteArrayOutputStream();
        var parts = uploads.remove(id);
        parts.values().forEach(whole::writeBytes);
        done.put(id, parts.size());
        objects.put(path, whole.toByteArray());
        xml(call, "CompleteMultipartUploadResult", "<ETag>whole</ETag>");
    }

    private static String sum(byte[] body) throws IOException {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void xml(HttpExchange call, String name, String content) throws IOException {
        var bytes = "<%1$s>%2$s</%1$s>".formatted(name, content).getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/xml");
        call.sendResponseHeaders(200, bytes.length);
        call.getResponseBody().write(bytes);
    }
}
