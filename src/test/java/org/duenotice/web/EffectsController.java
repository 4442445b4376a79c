package org.duenotice.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** An API whose only effect is a row, which the tests of the edges count. */
@RestController
@RequiredArgsConstructor
class EffectsController {

    private final JdbcClient sql;
    private final CurrentPerson person;
    private final TransactionTemplate transaction;

    record Effect(@NotBlank @Size(max = 20) String text, LocalDate day, Integer pause) {}

    @PostMapping("/api/v1/test-effects")
    ResponseEntity<Map<String, String>> make(@RequestBody Effect effect) throws InterruptedException {
        record(effect.text());
        if (effect.pause() != null) {
            Thread.sleep(effect.pause());
        }
        var id = UUID.randomUUID().toString();
        return ResponseEntity.created(URI.create("/api/v1/test-effects/" + id)).body(Map.of("id", id));
    }

    @PostMapping("/api/v1/test-effects/checked")
    void makeChecked(@Valid @RequestBody Effect effect) {
        record(effect.text());
    }

    @PostMapping("/api/v1/test-effects/refused")
    void refuse(@RequestBody Effect effect) {
        record(effect.text());
        throw Problem.conflict("test.refused", effect.text(), 2026, LocalDate.of(2026, 3, 1));
    }

    @PostMapping("/api/v1/test-effects/answered-400")
    ResponseEntity<Void> answerBadRequest(@RequestBody Effect effect) {
        record(effect.text());
        return ResponseEntity.badRequest().build();
    }

    /** Says yes, though what it did cannot be committed. */
    @PostMapping("/api/v1/test-effects/not-committed")
    void lie(@RequestBody Effect effect) {
        try {
            transaction.executeWithoutResult(status -> {
                record(effect.text());
                throw new IllegalStateException("inside");
            });
        } catch (IllegalStateException e) {
            // as if nothing had happened
        }
    }

    @PostMapping("/api/v1/test-effects/unforeseen")
    void failUnforeseen() {
        throw new IllegalStateException("secret inner detail");
    }

    /** As a trigger or a constraint of that name refuses a row. */
    @PostMapping("/api/v1/test-effects/refused-by/{rule}")
    void refused(@PathVariable String rule) {
        sql.sql("do $$ begin raise exception 'inner words' using errcode = 'check_violation', constraint = '%s'; end $$"
                        .formatted(rule))
                .update();
    }

    @PostMapping(path = "/api/v1/test-effects/file", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String upload(@RequestPart MultipartFile file) throws IOException {
        var text = new String(file.getBytes());
        record(text.substring(0, Math.min(10, text.length())));
        return "" + text.length();
    }

    @PostMapping(path = "/api/v1/test-effects/rows", consumes = "text/csv")
    String rows(@RequestBody String rows) {
        record(rows.substring(0, Math.min(10, rows.length())));
        return "" + rows.length();
    }

    @GetMapping("/api/v1/test-effects/person")
    String person() {
        var roles = SecurityContextHolder.getContext().getAuthentication().getAuthorities();
        assert !roles.isEmpty();
        return person.id() + " " + (person.isIn("lawyers") ? "[lawyers]" : "[]");
    }

    @GetMapping("/api/v1/test-effects/by-number/{number}")
    int number(@PathVariable int number, @RequestParam int size) {
        person.requireAny("lawyers", "appeals");
        return number + size;
    }

    @GetMapping("/api/v1/test-effects/broken-download")
    void download(HttpServletResponse response) {
        response.setContentType("application/pdf");
        throw new IllegalStateException("the file is gone");
    }

    @PostMapping("/test-form")
    String form() {
        return "received";
    }

    long count(String text) {
        return sql.sql("select count(*) from idempotency_key where person = 'test-effect' and request = ?")
                .param(text)
                .query(Long.class)
                .single();
    }

    private void record(String text) {
        sql.sql("insert into idempotency_key (person, key, request) values ('test-effect', ?, ?)")
                .params(UUID.randomUUID().toString(), text)
                .update();
    }
}
