package org.duenotice.transparency;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.evidence.ContentStore;
import org.duenotice.problem.Problem;
import org.duenotice.transparency.OpenDataFiles.DataFile;
import org.duenotice.web.Page;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;

/** The list of the files of open data, the files and their schemas; no login. */
@Controller
@RequiredArgsConstructor
class OpenDataPage {

    private static final String SCHEMA = ".schema.json";
    private static final MediaType GZIP = MediaType.parseMediaType("application/gzip");
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final OpenDataFiles files;
    private final ContentStore contents;
    private final PageFrame frame;
    private final RegisterSettings settings;
    private final Map<String, byte[]> schemas = new ConcurrentHashMap<>();

    /** @param corrected the day, or null */
    record Line(String name, String day, int records, long size, String sha256, String corrected) {}

    /** The list for programs. */
    record Listed(
            String name,
            LocalDate day,
            int records,
            long size,
            String sha256,
            Instant madeAt,
            Instant correctedAt,
            URI url) {}

    @GetMapping("/register/data")
    String list(
            @RequestParam(defaultValue = "9999-12-31") @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate before,
            Locale locale,
            Model page,
            HttpServletRequest request) {
        frame.around(page, request, locale);
        page.addAttribute("files", files.before(before).map(OpenDataPage::line));
        return "register-data";
    }

    private static Line line(DataFile file) {
        return new Line(
                file.name(),
                EntryWords.day(file.day()),
                file.records(),
                file.size(),
                file.sha256(),
                file.correctedAt() == null ? null : EntryWords.day(LawDay.of(file.correctedAt())));
    }

    @GetMapping("/register/data/index.json")
    ResponseEntity<Page<Listed>> index(
            @RequestParam(defaultValue = "9999-12-31") @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    LocalDate before) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .body(files.before(before)
                        .map(file -> new Listed(
                                file.name(),
                                file.day(),
                                file.records(),
                                file.size(),
                                file.sha256(),
                                file.madeAt(),
                                file.correctedAt(),
                                URI.create(settings.schema(file.name())))));
    }

    /** @throws Problem {@code register.data-unknown} */
    @GetMapping("/register/data/{name}")
    ResponseEntity<?> file(@PathVariable String name, WebRequest request) throws IOException {
        if (name.endsWith(SCHEMA)) {
            return schema(name, request);
        }
        var file = files.byName(name).orElseThrow(() -> Problem.notFound("register.data-unknown", name));
        var tag = "\"" + file.sha256() + "\"";
        if (request.checkNotModified(tag, file.changedAt().toEpochMilli())) {
            return null;
        }
        return ResponseEntity.ok()
                .contentType(GZIP)
                .contentLength(file.size())
                .eTag(tag)
                .lastModified(file.changedAt())
                .cacheControl(CacheControl.maxAge(AN_HOUR).cachePublic().mustRevalidate())
                .header("Content-Disposition", "attachment; filename=\"" + file.name() + "\"")
                .body(new InputStreamResource(contents.open(file.sha256())));
    }

    private ResponseEntity<byte[]> schema(String name, WebRequest request) {
        if (!List.of("register" + SCHEMA, "statements-of-reasons" + SCHEMA, "notices" + SCHEMA)
                .contains(name)) {
            throw Problem.notFound("register.data-unknown", name);
        }
        var content = schemas.computeIfAbsent(name, OpenDataPage::read);
        var tag = "\"" + DigestUtils.md5DigestAsHex(content) + "\"";
        return request.checkNotModified(tag)
                ? null
                : ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .eTag(tag)
                        .cacheControl(CacheControl.noCache())
                        .body(content);
    }

    private static byte[] read(String schema) {
        try {
            return new ClassPathResource("open-data/" + schema).getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
