package org.duenotice.comment;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseAccess;
import org.duenotice.casefile.Cases;
import org.duenotice.comment.Comments.Comment;
import org.duenotice.comment.Mentions.Mention;
import org.duenotice.problem.Problem;
import org.duenotice.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Comments and mentions over HTTP. */
@Tag(name = "Comments")
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class CommentController {

    private static final int LARGEST_PAGE = 200;

    private final Comments comments;
    private final Mentions mentions;
    private final Cases cases;
    private final CaseAccess access;

    /** @param corrects the comment that this one stands for, or null */
    record CommentRequest(@NotBlank String words, Long corrects) {}

    @Operation(summary = "The comments on a case, the latest first")
    @GetMapping("/cases/{number}/comments")
    Page<Comment> of(
            @PathVariable String number,
            @RequestParam(required = false) Long after,
            @RequestParam(defaultValue = "50") int limit) {
        var found = comments.of(access.require(cases.byNumber(number)), after, checked(limit) + 1);
        return Page.of(found, limit, comment -> String.valueOf(comment.id()));
    }

    @Operation(summary = "Write a comment; whoever is named as `@login` in it and may read the case is told")
    @PostMapping(path = "/cases/{number}/comments", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Comment> write(@PathVariable String number, @Valid @RequestBody CommentRequest request) {
        var written = comments.write(cases.byNumber(number), request.words(), request.corrects());
        return ResponseEntity.created(URI.create("/api/v1/cases/%s/comments".formatted(number)))
                .body(written);
    }

    @Operation(summary = "Where you were mentioned, the latest first")
    @GetMapping("/mentions")
    Page<Mention> mentions(
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) Long after,
            @RequestParam(defaultValue = "50") int limit) {
        return Page.of(
                mentions.mine(unread, after, checked(limit) + 1),
                limit,
                mention -> String.valueOf(mention.commentId()));
    }

    @Operation(summary = "You have read that comment")
    @PostMapping("/mentions/{commentId}/reading")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@PathVariable long commentId) {
        mentions.read(commentId);
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Problem.invalid("page.limit", LARGEST_PAGE);
        }
        return limit;
    }
}
