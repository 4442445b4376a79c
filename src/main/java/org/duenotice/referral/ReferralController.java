package org.duenotice.referral;

import static org.duenotice.security.Groups.APPROVERS;
import static org.duenotice.security.Groups.AUDITORS;
import static org.duenotice.security.Groups.CASEWORKERS;
import static org.duenotice.security.Groups.LIAISONS;
import static org.duenotice.security.Groups.MANAGERS;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.Cases;
import org.duenotice.security.CurrentPerson;
import org.mapstruct.Mapper;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Referrals of a case with their packages, as they were composed. */
@Tag(name = "Referrals")
@RestController
@RequiredArgsConstructor
class ReferralController {

    private final Referrals referrals;
    private final ReferralPackages packages;
    private final ReferralSteps steps;
    private final ReferralBundle bundles;
    private final Cases cases;
    private final CurrentPerson person;
    private final Mapping mapping;

    /** A package; {@code papers} and {@code bundle} say where it can be read. */
    record PackageResponse(
            String number,
            String bodyCode,
            String bodyGround,
            String checkCode,
            String digest,
            String template,
            Instant composedAt,
            List<String> papers,
            String bundle) {}

    record TransferResponse(
            String ground,
            LocalDate announcedOn,
            String bodyCode,
            String prosecutor,
            String number,
            LocalDate decidedOn) {}

    /** A referral; {@code bodyCode} is who has the material now. */
    record ReferralResponse(
            String number,
            ReferralKind kind,
            Instant openedAt,
            String bodyCode,
            String handOverNumber,
            LocalDate handedOverOn,
            ReferralOutcome outcome,
            String outcomeNumber,
            LocalDate outcomeOn,
            String outcomeRemarks,
            List<PackageResponse> packages,
            List<TransferResponse> transfers) {}

    @Mapper
    interface Mapping {
        ReferralResponse referral(
                Referral referral, List<ReferralPackage> packages, List<ReferralSteps.Transfer> transfers);

        @org.mapstruct.Mapping(target = "checkCode", expression = "java(composed.checkCode())")
        @org.mapstruct.Mapping(target = "papers", expression = "java(ReferralController.papers(composed))")
        @org.mapstruct.Mapping(target = "bundle", expression = "java(composed.place() + \"/bundle\")")
        PackageResponse composed(ReferralPackage composed);

        TransferResponse transfer(ReferralSteps.Transfer transfer);
    }

    static List<String> papers(ReferralPackage composed) {
        return ReferralPapers.LANGUAGES.stream()
                .map(language -> composed.place() + "/papers/" + language)
                .toList();
    }

    @Operation(summary = "The referrals of a case, the first one first, with packages and transfers")
    @GetMapping(path = "/api/v1/cases/{number}/referrals", produces = MediaType.APPLICATION_JSON_VALUE)
    List<ReferralResponse> ofCase(@PathVariable String number) {
        return referrals.of(cases.byNumber(number).id()).stream()
                .map(this::response)
                .toList();
    }

    @Operation(summary = "One referral by its number, with packages and transfers")
    @GetMapping(path = "/api/v1/referrals/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
    ReferralResponse referral(@PathVariable String number) {
        return response(referrals.byNumber(number));
    }

    /** The package, for those who may take the evidence of a case away and those who hand it over. */
    private ReferralPackage toTakeAway(String number, int n) {
        person.requireAny(CASEWORKERS, APPROVERS, MANAGERS, AUDITORS, LIAISONS);
        return packages.byNumber(number + "/" + n);
    }

    private ReferralResponse response(Referral referral) {
        return mapping.referral(referral, packages.of(referral.id()), steps.transfers(referral.id()));
    }

    @Operation(summary = "A package on paper, in Russian (`ru`) or Kazakh (`kk`)")
    @GetMapping(
            path = "/api/v1/referrals/{number}/packages/{n}/papers/{language}",
            produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<Resource> paper(@PathVariable String number, @PathVariable int n, @PathVariable String language) {
        var composed = toTakeAway(number, n);
        var sha256 = packages.paperSha256(composed, language);
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(
                                        ReferralBundle.fileName(composed) + "-" + language + ".pdf",
                                        StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-SHA256", sha256)
                .contentType(MediaType.APPLICATION_PDF)
                .body(new InputStreamResource(packages.paper(sha256)));
    }

    @Operation(
            summary =
                    "The whole package as a zip: papers, list of targets, evidence, manifest, hashes and a script that checks them")
    @GetMapping(path = "/api/v1/referrals/{number}/packages/{n}/bundle", produces = "application/zip")
    void bundle(@PathVariable String number, @PathVariable int n, HttpServletResponse response) throws IOException {
        var composed = toTakeAway(number, n);
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(ReferralBundle.fileName(composed) + ".zip", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        bundles.write(composed, person.id(), response.getOutputStream());
    }
}
