package org.duenotice.notice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Deadline;
import org.duenotice.calendar.Deadlines;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.Cases;
import org.duenotice.evidence.ContentStore;
import org.duenotice.law.JudicialActs;
import org.duenotice.law.LegalBases;
import org.duenotice.law.LegalBasis;
import org.duenotice.notice.LetterContent.Act;
import org.duenotice.notice.LetterContent.Basis;
import org.duenotice.notice.LetterContent.Division;
import org.duenotice.notice.LetterContent.Earlier;
import org.duenotice.notice.LetterContent.Item;
import org.duenotice.notice.LetterContent.Term;
import org.duenotice.notice.LetterContent.Worded;
import org.duenotice.platform.Contact;
import org.duenotice.platform.Platforms;
import org.duenotice.problem.Problem;
import org.duenotice.restriction.Restriction;
import org.duenotice.restriction.Restrictions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Composes the letters of a notice: numbered, on paper, kept by hash before anything leaves. */
@Component
@RequiredArgsConstructor
public class Letters {

    private static final int FIRST_CONTACT = 1;
    private static final int SECOND_CONTACT = 2;

    private final JdbcClient sql;
    private final Notices notices;
    private final Cases cases;
    private final Restrictions restrictions;
    private final LegalBases legalBases;
    private final JudicialActs judicialActs;
    private final Platforms platforms;
    private final Deadlines deadlines;
    private final LetterPdf paper;
    private final ContentStore store;
    private final NoticeSettings settings;
    private final Timeline timeline;
    private final Clock clock;

    /**
     * Puts the next letter of the notice on paper.
     *
     * @param rule the deadline rule of the term that the letter sets; null for a letter that sets none
     * @return the letter's number
     */
    @Transactional
    public String compose(String noticeNumber, LetterKind kind, String rule) {
        var notice = notices.locked(noticeNumber);
        var contact = kind == LetterKind.SECOND_CONTACT
                ? platforms.contact(notice.platformCode(), SECOND_CONTACT)
                : notices.ownContact(notice).orElseGet(() -> platforms.contact(notice.platformCode(), FIRST_CONTACT));
        var now = clock.instant();
        var number = "%s/%d".formatted(noticeNumber, of(notice.id()).size() + 1);
        var restriction = restrictions.of(notice.caseId());
        var basis = kind == LetterKind.WITHDRAWAL
                ? legalBases.get(restriction.legalBasis())
                : legalBases.validOn(restriction.legalBasis(), LawDay.of(now));
        var content = LetterContent.builder()
                .number(number)
                .kind(kind)
                .composedAt(now)
                .authority(new Worded(settings.authorityRu(), settings.authorityKk(), settings.authorityEn()))
                .addressee(new LetterContent.Addressee(contact.name(), contact.address(), contact.language()))
                .caseNumber(cases.byId(notice.caseId()).number())
                .noticeNumber(noticeNumber)
                .earlier(first(notice)
                        .map(letter -> new Earlier(letter.number(), letter.composedAt()))
                        .orElse(null))
                .basis(List.of(basis(basis)))
                .acts(acts(restriction))
                .reasons(restriction.reasons())
                .items(items(notice, kind))
                .scope(StandardWording.kazakhstan())
                .term(rule == null ? null : term(deadlines.due(rule, now)))
                .measures(StandardWording.measures(kind, notices.request(notice), notice.platformCode()))
                .platformRedress(StandardWording.platformRedress())
                .ownerRedress(StandardWording.ownerRedress())
                .answer(new LetterContent.Answer(settings.sender(), noticeNumber))
                .build();
        save(notice, contact, content);
        timeline.record(notice.caseId(), "LETTER_COMPOSED", Timeline.SOFTWARE, number, kind.name());
        return number;
    }

    private static Basis basis(LegalBasis basis) {
        return new Basis(
                new Worded(basis.act().ru(), basis.act().kk(), basis.act().en()),
                basis.article(),
                basis.act().en().contains("Code") ? Division.PART : Division.PARAGRAPH,
                basis.paragraph(),
                basis.source(),
                basis.verified());
    }

    private List<Act> acts(Restriction restriction) {
        return Optional.ofNullable(restriction.judicialAct()).map(judicialActs::get).stream()
                .map(act -> new Act(act.number(), act.actDate(), act.court()))
                .toList();
    }

    /** A later letter asks only for what is still open; a withdrawal concerns everything that was asked. */
    private List<Item> items(Notice notice, LetterKind kind) {
        return notices.items(notice.id()).stream()
                .filter(item -> kind == LetterKind.WITHDRAWAL || !item.isSettled())
                .map(item -> new Item(item.no(), item.address(), item.canonicalKey()))
                .toList();
    }

    private static Term term(Deadline deadline) {
        var hours = Duration.between(deadline.start(), deadline.due()).toHours();
        var citation = deadline.citation();
        return new Term(
                StandardWording.withinHours(hours),
                null,
                new Worded(citation.ru(), citation.kk(), citation.en()),
                deadline.verified());
    }

    private void save(Notice notice, Contact contact, LetterContent content) {
        var pdf = store(paper.render(content));
        sql.sql("insert into letter values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        UUID.randomUUID(),
                        content.number(),
                        notice.id(),
                        content.kind().name(),
                        contact.name(),
                        contact.address(),
                        content.digest(),
                        pdf.sha256(),
                        content.composedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private ContentStore.Stored store(byte[] pdf) {
        try {
            return store.store(new ByteArrayInputStream(pdf));
        } catch (IOException e) {
            throw new UncheckedIOException("The letter could not be stored", e);
        }
    }

    private Optional<Letter> first(Notice notice) {
        return of(notice.id()).stream().findFirst();
    }

    public List<Letter> of(UUID noticeId) {
        return sql.sql("select * from letter where notice_id = ? order by composed_at, number")
                .param(noticeId)
                .query(Letter.class)
                .list();
    }

    /** The kind of the last letter that asked for a measure; it decides which term runs. */
    public LetterKind lastAsking(String noticeNumber) {
        return of(notices.byNumber(noticeNumber).id()).stream()
                .map(Letter::kind)
                .filter(LetterKind::isAsking)
                .reduce((earlier, later) -> later)
                .orElse(LetterKind.NOTICE);
    }

    public Letter byNumber(String number) {
        return sql.sql("select * from letter where number = ?")
                .param(number)
                .query(Letter.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("letter.unknown", number));
    }

    public InputStream pdf(Letter letter) {
        try {
            return store.open(letter.pdfSha256());
        } catch (IOException e) {
            throw new UncheckedIOException("The letter could not be read", e);
        }
    }
}
