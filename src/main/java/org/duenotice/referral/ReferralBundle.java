package org.duenotice.referral;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.evidence.ContentCheck;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.evidence.EvidenceReadings;
import org.duenotice.evidence.SignedZips;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Component;

/**
 * The whole package as one file for whoever gets it: papers, list of targets, evidence, what is in it, and the signed hashes with which
 * any system can check it. The same package is the same file, byte for byte.
 */
@Component
@RequiredArgsConstructor
public class ReferralBundle {

    private final ReferralPackages packages;
    private final Referrals referrals;
    private final EvidenceFiles evidence;
    private final EvidenceReadings readings;
    private final ContentCheck check;
    private final SignedZips zips;
    private final ObjectMapper json;

    /** A file of the bundle, its hash known before it is read; {@code check} refuses one that is not kept as it was. */
    private record Part(String name, String sha256, Runnable check, Source source) {}

    private interface Source {
        InputStream open() throws IOException;
    }

    /**
     * Writes the bundle; nothing is held in memory but the lists. Each piece of evidence that goes out with it is in the log of custody.
     * Every part is looked at before the first byte, and what breaks off has no list of contents at its end: no tool takes it for whole.
     *
     * @param person who takes it
     * @param out stays open
     * @throws Problem {@code evidence.content-missing} when a file is no longer kept, {@code evidence.content-changed} when it is another
     */
    public void write(ReferralPackage composed, String person, OutputStream out) throws IOException {
        var content = packages.content(composed);
        var parts = parts(composed, content, person);
        parts.forEach(part -> part.check().run());
        var zip = zips.begin(out, content.composedAt());
        for (var part : parts) {
            try (var source = part.source().open()) {
                zip.file(part.name(), part.sha256(), source::transferTo);
            }
        }
        zip.file("targets.csv", to -> to.write(csv(content).getBytes(StandardCharsets.UTF_8)));
        zip.file("manifest.json", to -> to.write(manifest(composed, content).getBytes(StandardCharsets.UTF_8)));
        zip.finish();
    }

    private List<Part> parts(ReferralPackage composed, ReferralContent content, String person) {
        var parts = new ArrayList<Part>();
        for (var language : ReferralPapers.LANGUAGES) {
            var sha256 = packages.paperSha256(composed, language);
            var name = fileName(composed) + "-" + language + ".pdf";
            parts.add(new Part(name, sha256, () -> check.requireSound(sha256, name), () -> packages.paper(sha256)));
        }
        parts.addAll(exhibits(composed, content, person));
        return parts;
    }

    /** As a file is called: numbers have a slash that no file name can have. */
    public static String fileName(ReferralPackage composed) {
        return composed.number().replace('/', '-');
    }

    private List<Part> exhibits(ReferralPackage composed, ReferralContent content, String person) {
        var kept = evidence.of(referrals.byNumber(content.referral()).caseId()).stream()
                .collect(Collectors.toMap(file -> file.sha256(), file -> file, (one, other) -> one));
        return content.evidence().stream()
                .map(exhibit -> {
                    var file = kept.get(exhibit.sha256());
                    if (file == null) {
                        throw Problem.notFound("evidence.content-missing", exhibit.name());
                    }
                    return new Part(
                            exhibit.file(),
                            exhibit.sha256(),
                            () -> readings.requireWhole(file.caseId(), file.id(), composed.number(), person),
                            () -> readings.handOut(file.caseId(), file.id(), composed.number(), person).stream());
                })
                .toList();
    }

    private static String csv(ReferralContent content) {
        return "\uFEFFno,address,key,platform\r\n"
                + content.targets().stream()
                        .map(target -> "%d,%s,%s,%s\r\n"
                                .formatted(
                                        target.no(),
                                        cell(target.address()),
                                        cell(target.key()),
                                        cell(target.platform())))
                        .collect(Collectors.joining());
    }

    /** Quoted, and never a formula for the program that opens it. */
    private static String cell(String text) {
        var shown = text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        return '"' + shown.replace("\"", "\"\"") + '"';
    }

    private String manifest(ReferralPackage composed, ReferralContent content) {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("package", composed.number());
        manifest.put("case", content.caseNumber());
        manifest.put("kind", content.kind());
        manifest.put("composedAt", content.composedAt().toString());
        manifest.put("contentSha256", composed.digest());
        manifest.put("template", composed.template());
        manifest.put("targets", content.targets().size());
        manifest.put(
                "evidence",
                content.evidence().stream().map(ReferralBundle::line).toList());
        try {
            return json.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(manifest) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> line(ReferralContent.Exhibit exhibit) {
        var line = new LinkedHashMap<String, Object>();
        line.put("file", exhibit.file());
        line.put("name", exhibit.name());
        line.put("mediaType", exhibit.mediaType());
        line.put("size", exhibit.size());
        line.put("sha256", exhibit.sha256());
        line.put("capturedAt", exhibit.capturedAt().toString());
        line.put("capturedBy", exhibit.capturedBy());
        return line;
    }
}
