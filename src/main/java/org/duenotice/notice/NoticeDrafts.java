package org.duenotice.notice;

import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Deadlines;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.law.LegalBasis;
import org.duenotice.measure.Request;
import org.duenotice.notice.LetterContent.Item;
import org.duenotice.notice.LetterContent.Worded;
import org.duenotice.platform.Contact;
import org.duenotice.platform.Platforms;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Notices on paper before anybody has decided: what would leave, to whom and how. A draft goes nowhere and is no letter. What leaves
 * in the end is composed when it leaves, and where it says otherwise than its approved draft, a person sees that first.
 */
@Component
@RequiredArgsConstructor
public class NoticeDrafts {

    /** Stands where a letter has its number, on every page. */
    private static final String MARK = "ПРОЕКТ / ЖОБА / DRAFT ";

    private static final String WEB = "WEB";
    private static final int FIRST_CONTACT = 1;
    private static final String SELECT =
            "select d.*, f.number as case_number from notice_draft d join case_file f on f.id = d.case_id ";

    private final JdbcClient sql;
    private final Cases cases;
    private final Platforms platforms;
    private final Deadlines deadlines;
    private final LetterPapers papers;
    private final NoticeSettings settings;
    private final Timeline timeline;
    private final Clock clock;

    /** The act a draft names; it may not be in the register yet. */
    public record NamedAct(String number, LocalDate date, String court) {}

    /**
     * What to draft.
     *
     * @param reference what it is drafted for, such as the number of a change of the register
     * @param rule the deadline rule of the term that the letter would set
     */
    public record Wanted(
            String reference,
            int version,
            String caseNumber,
            LegalBasis basis,
            NamedAct act,
            String reasons,
            String rule,
            String person) {}

    /** A part of a letter that says otherwise than its draft. */
    public record Difference(String part, String drafted, String now) {}

    /** Drafts the notice for the targets of a case, all of them of one platform. */
    @Transactional
    public void draft(Wanted wanted) {
        var now = clock.instant();
        var caseFile = cases.byNumber(wanted.caseNumber());
        var targets = cases.targets(caseFile.id());
        var platform = targets.get(0).platformCode();
        var contact = contact(platform, LawDay.of(now));
        var content = content(wanted, caseFile, targets, contact);
        var printed = papers.print(content);
        sql.sql(
                        """
                        insert into notice_draft (id, reference, version, case_id, platform_code, recipient, address, channel, language,
                                                  items, content, missing, pdf_sha256, prepared_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        UUID.randomUUID(),
                        wanted.reference(),
                        wanted.version(),
                        caseFile.id(),
                        platform,
                        contact.name(),
                        contact.address(),
                        contact.channel(),
                        contact.language(),
                        targets.size(),
                        printed.content(),
                        Checklist.written(
                                Checklist.missing(content, wanted.basis().needsAct())),
                        printed.pdfSha256(),
                        now.atOffset(ZoneOffset.UTC))
                .update();
        timeline.record(caseFile.id(), "NOTICE_DRAFTED", wanted.person(), wanted.reference(), platform);
    }

    /** Whoever answers for a site is named by the officer of the body; the register knows nobody for all sites. */
    private Contact contact(String platform, LocalDate day) {
        return (platform.equals(WEB) ? Optional.<Contact>empty() : platforms.find(platform, FIRST_CONTACT, day))
                .orElseGet(() -> new Contact(platform, FIRST_CONTACT, "", "EMAIL", "", "ru", false, ""));
    }

    private LetterContent content(Wanted wanted, CaseFile caseFile, List<CaseTarget> targets, Contact contact) {
        var now = clock.instant();
        var act = wanted.act();
        return LetterContent.builder()
                .number(MARK + caseFile.number())
                .kind(LetterKind.NOTICE)
                .composedAt(now)
                .authority(new Worded(settings.authorityRu(), settings.authorityKk(), settings.authorityEn()))
                .addressee(new LetterContent.Addressee(contact.name(), contact.address(), contact.language()))
                .caseNumber(caseFile.number())
                .noticeNumber(wanted.reference())
                .basis(List.of(Letters.basis(wanted.basis())))
                .acts(List.of(new LetterContent.Act(act.number(), act.date(), act.court())))
                .reasons(wanted.reasons())
                .items(targets.stream()
                        .map(target -> new Item(target.no(), target.originalAddress(), target.canonicalKey()))
                        .toList())
                .scope(StandardWording.kazakhstan())
                .term(Letters.term(deadlines.due(wanted.rule(), now)))
                .measures(StandardWording.measures(
                        LetterKind.NOTICE, Request.POLICY_FIRST, targets.get(0).platformCode()))
                .platformRedress(StandardWording.platformRedress(settings.appealAddress()))
                .ownerRedress(StandardWording.ownerRedress(settings.appealAddress()))
                .answer(new LetterContent.Answer(settings.sender(), wanted.reference()))
                .checkAddress(settings.checkAddress())
                .platform(Letters.named(platforms.get(targets.get(0).platformCode(), LawDay.of(now))))
                .build();
    }

    /** Says that a second person has approved what is drafted. */
    @Transactional
    public void approve(String reference, int version, Set<UUID> caseIds, String person) {
        sql.sql(
                        """
                        insert into notice_draft_approval (draft_id, approved_by, approved_at)
                        select id, :person, :now from notice_draft
                        where reference = :reference and version = :version and case_id = any (:cases)
                        """)
                .param("person", person)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("reference", reference)
                .param("version", version)
                .param("cases", caseIds.toArray(UUID[]::new))
                .update();
    }

    /** By platform, then by case. */
    public List<NoticeDraft> of(String reference, int version) {
        return sql.sql(SELECT + "where d.reference = ? and d.version = ? order by d.platform_code, f.number")
                .params(reference, version)
                .query(NoticeDraft.class)
                .list();
    }

    /** The last draft for the case. */
    public NoticeDraft of(String reference, String caseNumber) {
        return sql.sql(SELECT + "where d.reference = ? and f.number = ? order by d.version desc limit 1")
                .params(reference, caseNumber)
                .query(NoticeDraft.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("draft.unknown", reference, caseNumber));
    }

    public InputStream pdf(NoticeDraft draft) {
        return papers.open(draft.pdfSha256());
    }

    /**
     * What a letter says otherwise than the approved draft for its case. Number, day and the measure are set when it leaves, and the
     * body may have approved fewer targets; none of these is a difference.
     */
    List<Difference> differences(Notice notice, LetterContent letter) {
        return sql.sql(
                        """
                        select d.content from notice_draft d join notice_draft_approval a on a.draft_id = d.id
                        where d.case_id = ? and d.platform_code = ? order by d.version desc limit 1
                        """)
                .params(notice.caseId(), notice.platformCode())
                .query(String.class)
                .optional()
                .map(draft -> differences(papers.read(draft), letter))
                .orElse(List.of());
    }

    private static List<Difference> differences(LetterContent draft, LetterContent letter) {
        var found = new ArrayList<Difference>();
        if (!draft.addressee().email().isEmpty()) {
            compare(found, "ADDRESSEE", shown(draft.addressee()), shown(letter.addressee()));
        }
        compare(found, "LEGAL_BASIS", shown(draft.basis()), shown(letter.basis()));
        compare(found, "JUDICIAL_ACT", acts(draft), acts(letter));
        compare(found, "REASONS", draft.reasons(), letter.reasons());
        var drafted = draft.items().stream().map(Item::key).collect(Collectors.toSet());
        var added = letter.items().stream()
                .filter(item -> !drafted.contains(item.key()))
                .map(Item::address)
                .collect(Collectors.joining(", "));
        compare(found, "ADDRESSES", "", added);
        return found;
    }

    private static String shown(LetterContent.Addressee addressee) {
        return "%s, %s, %s".formatted(addressee.name(), addressee.email(), addressee.language());
    }

    private static String shown(List<LetterContent.Basis> basis) {
        return basis.stream()
                .map(one -> "%s, %s, %s".formatted(one.title().ru(), one.article(), one.paragraph()))
                .collect(Collectors.joining("; "));
    }

    private static String acts(LetterContent letter) {
        return letter.acts().stream()
                .map(act -> "%s, %s, %s".formatted(act.number(), act.date(), act.court()))
                .collect(Collectors.joining("; "));
    }

    private static void compare(List<Difference> found, String part, String drafted, String now) {
        if (!drafted.strip().equals(now.strip())) {
            found.add(new Difference(part, drafted, now));
        }
    }
}
