package org.duenotice.agency;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/** Where the other system hands its decisions in: no login, its signature decides. */
@RestController
@Tag(name = "Inter-agency channel")
@RequiredArgsConstructor
class AgencyController {

    private static final int LONGEST = 512 * 1024;

    private final Signatures signatures;
    private final AgencyDecisions decisions;

    @Operation(
            summary = "A decision of the authorised body as a compact JSON Web Signature; repeating it changes nothing")
    @PostMapping(path = "/agency/v1/decisions", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, String> receive(HttpServletRequest request) throws IOException {
        var body = request.getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            throw new MaxUploadSizeExceededException(LONGEST);
        }
        var signed = new String(body, StandardCharsets.US_ASCII);
        var payload = signatures.verified(signed).orElseThrow(() -> Problem.unauthenticated("agency.signature-wrong"));
        return Map.of("recorded", decisions.take(signed, payload));
    }
}
