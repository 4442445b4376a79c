package org.duenotice.referral;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.evidence.ContentStore;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.law.Competences;
import org.duenotice.law.LegalBases;
import org.duenotice.law.Wording;
import org.duenotice.platform.Platform;
import org.duenotice.platform.Platforms;
import org.duenotice.problem.Problem;
import org.duenotice.qualification.Prepared;
import org.duenotice.qualification.Qualifications;
import org.duenotice.referral.ReferralContent.Text;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Packages of referrals: written by a person, checked, frozen, put on paper and kept by hash. A package that is to be mended is
 * followed by another one; none is changed.
 */
@Component
@RequiredArgsConstructor
public class ReferralPackages {

    private static final int LONGEST_TEXT = 20_000;

    private static final String SELECT =
            """
            select p.id, p.draft_id, d.referral_id, p.number, d.body_code, d.body_ground, p.template, p.content, p.digest, p.composed_at
            from referral_package p join referral_draft d on d.id = p.draft_id
            """;

    private final JdbcClient sql;
    private final Cases cases;
    private final Participations participations;
    private final Referrals referrals;
    private final Qualifications qualifications;
    private final LegalBases legalBases;
    private final Competences competences;
    private final Platforms platforms;
    private final EvidenceFiles evidence;
    private final ContentStore store;
    private final ReferralPapers papers;
    private final Unit unit;
    private final Timeline timeline;
    private final ObjectMapper json;
    private final Clock clock;

    /** What a person writes: the body among those that are competent, why this one, and the facts in both languages. */
    public record Draft(String bodyCode, String bodyGround, String factsRu, String factsKk) {}

    /**
     * Keeps what the person wrote, when the package would be complete.
     *
     * @throws Problem {@code referral.*} for each part that is missing, {@code law.basis-not-valid} when the law has moved
     */
    @Transactional
    public void prepare(String caseNumber, ReferralKind kind, Draft draft, String person) {
        var caseFile = cases.byNumber(caseNumber);
        cases.refuseHeld(caseFile.id());
        var referral = referrals.get(caseFile.id(), kind);
        if (referral.handOverNumber() != null) {
            throw Problem.conflict("referral.handed-over", caseNumber);
        }
        check(caseFile, referral, draft);
        participations.join(caseFile.id(), person, Side.UNIT);
        sql.sql("insert into referral_draft select ?, ?, count(*) + 1, ?, ?, ?, ?, ?, ? from referral_draft "
                        + "where referral_id = ?")
                .params(
                        UUID.randomUUID(),
                        referral.id(),
                        draft.bodyCode(),
                        draft.bodyGround().strip(),
                        draft.factsRu().strip(),
                        draft.factsKk().strip(),
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC),
                        referral.id())
                .update();
        timeline.record(
                caseFile.id(),
                "REFERRAL_PREPARED",
                person,
                referral.number(),
                draft.bodyGround().strip());
    }

    /** The checklist: body, its ground, facts, a basis valid today, evidence, targets. */
    private void check(CaseFile caseFile, Referral referral, Draft draft) {
        if (isBlank(draft.factsRu()) || isBlank(draft.factsKk())) {
            throw Problem.invalid("referral.facts-missing");
        }
        if (draft.factsRu().length() > LONGEST_TEXT || draft.factsKk().length() > LONGEST_TEXT) {
            throw Problem.invalid("reasons-too-long", LONGEST_TEXT);
        }
        if (isBlank(draft.bodyGround())) {
            throw Problem.invalid("referral.ground-missing");
        }
        referrals.checkBody(caseFile, referral.kind(), draft.bodyCode());
        legalBases.validOn(referral.legalBasis(), LawDay.of(clock.instant()));
        if (!evidence.isThere(caseFile.id())) {
            throw Problem.conflict("referral.no-evidence", caseFile.number());
        }
        if (targets(caseFile, prepared(caseFile)).isEmpty()) {
            throw Problem.conflict("referral.no-targets", caseFile.number());
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private record Kept(
            UUID id, int no, String bodyCode, String bodyGround, String factsRu, String factsKk, String preparedBy) {}

    private Optional<Kept> lastDraft(UUID referralId) {
        return sql.sql("select * from referral_draft where referral_id = ? order by no desc limit 1")
                .param(referralId)
                .query(Kept.class)
                .optional();
    }

    /** What was written last for the case's referral, or for the one that came back before it. */
    @Transactional(readOnly = true)
    public Optional<Draft> draft(UUID caseId) {
        return sql.sql(
                        """
                        select d.body_code, d.body_ground, d.facts_ru, d.facts_kk from referral_draft d
                        join referral r on r.id = d.referral_id where r.case_id = ? order by d.prepared_at desc, d.no desc limit 1
                        """)
                .param(caseId)
                .query(Draft.class)
                .optional();
    }

    /**
     * Freezes the last draft with everything it stands for, and prints it.
     *
     * @return the number of the package
     */
    @Transactional
    public String compose(String caseNumber, ReferralKind kind) {
        var caseFile = cases.byNumber(caseNumber);
        var referral = referrals.get(caseFile.id(), kind);
        var draft = lastDraft(referral.id()).orElseThrow();
        var content = content(caseFile, referral, draft);
        var written = write(content);
        var id = UUID.randomUUID();
        var template = papers.template(kind, LawDay.of(content.composedAt()));
        sql.sql("insert into referral_package values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        draft.id(),
                        content.number(),
                        template,
                        written,
                        sha256(written),
                        content.composedAt().atOffset(ZoneOffset.UTC))
                .update();
        var composed = byNumber(content.number());
        ReferralPapers.LANGUAGES.forEach(language -> sql.sql("insert into referral_paper values (?, ?, ?)")
                .params(id, language, keep(print(composed, language)))
                .update());
        timeline.record(caseFile.id(), "REFERRAL_COMPOSED", Timeline.SOFTWARE, content.number(), "");
        return content.number();
    }

    private Prepared prepared(CaseFile caseFile) {
        return qualifications.last(caseFile.id()).orElseThrow();
    }

    private ReferralContent content(CaseFile caseFile, Referral referral, Kept draft) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var prepared = prepared(caseFile);
        var decided = qualifications.lastDecision(caseFile.id()).orElseThrow();
        var basis = legalBases.validOn(referral.legalBasis(), LawDay.of(now));
        return new ReferralContent(
                referral.number() + "/" + draft.no(),
                referral.number(),
                Optional.ofNullable(referral.previous())
                        .map(referrals::byId)
                        .filter(before -> before.handOverNumber() != null)
                        .map(Referral::number)
                        .orElse(""),
                now,
                caseFile.number(),
                referral.kind(),
                new Text(unit.authorityRu(), unit.authorityKk()),
                text(competences.body(draft.bodyCode(), LawDay.of(now)).name()),
                new Text(draft.factsRu(), draft.factsKk()),
                new ReferralContent.Basis(
                        text(basis.citation()),
                        text(basis.summary()),
                        basis.validFrom(),
                        basis.source(),
                        basis.verified()),
                LawDay.of(caseFile.openedAt()),
                LawDay.of(decided.decidedAt()),
                prepared.preparedBy(),
                decided.decidedBy(),
                draft.preparedBy(),
                targets(caseFile, prepared),
                exhibits(caseFile));
    }

    private static Text text(Wording wording) {
        return new Text(wording.ru(), wording.kk());
    }

    /** Every target of the case that its qualification gave a route, but those that it closed. */
    private List<ReferralContent.Target> targets(CaseFile caseFile, Prepared prepared) {
        var closed = qualifications.closings(prepared).keySet();
        var routed = cases.routed(caseFile.id());
        var names = platforms.all(LawDay.of(clock.instant())).stream()
                .collect(java.util.stream.Collectors.toMap(Platform::code, Platform::name));
        return cases.targets(caseFile.id()).stream()
                .filter(target -> routed.contains(target.id()) && !closed.contains(target.id()))
                .map(target -> new ReferralContent.Target(
                        target.no(), target.originalAddress(), target.canonicalKey(), names.get(target.platformCode())))
                .toList();
    }

    private List<ReferralContent.Exhibit> exhibits(CaseFile caseFile) {
        var files = evidence.kept(caseFile.id());
        return IntStream.range(0, files.size())
                .mapToObj(at -> {
                    var file = files.get(at);
                    return new ReferralContent.Exhibit(
                            at + 1,
                            file.name(),
                            file.mediaType(),
                            file.size(),
                            file.sha256(),
                            file.capturedAt().truncatedTo(ChronoUnit.SECONDS),
                            file.capturedBy());
                })
                .toList();
    }

    /** The paper made anew from what was frozen; the same bytes as the day it was composed. */
    byte[] print(ReferralPackage composed, String language) {
        return papers.print(content(composed), composed.template(), language, composed.digest(), composed.checkCode());
    }

    private String keep(byte[] pdf) {
        try {
            return store.store(new ByteArrayInputStream(pdf)).sha256();
        } catch (IOException e) {
            throw new UncheckedIOException("The package could not be stored", e);
        }
    }

    private String write(ReferralContent content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public ReferralContent content(ReferralPackage composed) {
        try {
            return json.readValue(composed.content(), ReferralContent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** The last package of the referral. */
    public Optional<ReferralPackage> last(UUID referralId) {
        return sql.sql(SELECT + " where d.referral_id = ? order by d.no desc limit 1")
                .param(referralId)
                .query(ReferralPackage.class)
                .optional();
    }

    /** All packages of the referral, the first one first. */
    public List<ReferralPackage> of(UUID referralId) {
        return sql.sql(SELECT + " where d.referral_id = ? order by d.no")
                .param(referralId)
                .query(ReferralPackage.class)
                .list();
    }

    /** @throws Problem {@code referral.package-unknown} */
    public ReferralPackage byNumber(String number) {
        return sql.sql(SELECT + " where p.number = ?")
                .param(number)
                .query(ReferralPackage.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("referral.package-unknown", number));
    }

    /** @throws Problem {@code referral.language} */
    public String paperSha256(ReferralPackage composed, String language) {
        return sql.sql("select sha256 from referral_paper where package_id = ? and language = ?")
                .params(composed.id(), language)
                .query(String.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("referral.language", language));
    }

    public InputStream paper(String sha256) {
        try {
            return store.open(sha256);
        } catch (IOException e) {
            throw new UncheckedIOException("The paper could not be read", e);
        }
    }
}
