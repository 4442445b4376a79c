package org.duenotice.notice;

import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Deadline;
import org.duenotice.calendar.Deadlines;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.Cases;
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
import org.duenotice.platform.Platform;
import org.duenotice.platform.Platforms;
import org.duenotice.problem.Problem;
import org.duenotice.restriction.Grounds;
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
    private final Grounds grounds;
    private final LegalBases legalBases;
    private final JudicialActs judicialActs;
    private final Platforms platforms;
    private final Deadlines deadlines;
    private final LetterPapers papers;
    private final RestoringLetters restoring;
    private final NoticeDrafts drafts;
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
        return compose(notices.locked(noticeNumber), kind, rule, id -> {});
    }

    /**
     * Puts a letter on paper that takes the notice back, or gives it back, for some of its targets.
     *
     * @return the letter's number
     */
    @Transactional
    public String compose(String noticeNumber, LetterKind kind, String rule, RestoringLetters.About about) {
        return compose(notices.locked(noticeNumber), kind, rule, id -> restoring.save(id, about));
    }

    private String compose(Notice notice, LetterKind kind, String rule, Consumer<UUID> about) {
        var number = "%s/%d".formatted(notice.number(), of(notice.id()).size() + 1);
        var id = UUID.randomUUID();
        sql.sql("insert into letter (id, number, notice_id, kind, composed_at) values (?, ?, ?, ?, ?)")
                .params(id, number, notice.id(), kind.name(), clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        about.accept(id);
        write(notice, id, number, kind, rule, 1);
        timeline.record(notice.caseId(), "LETTER_COMPOSED", Timeline.SOFTWARE, number, kind.name());
        return number;
    }

    /** True while the provision and the judicial act that the notice rests on stand: nothing is asked on what fell. */
    public boolean mayAsk(String noticeNumber) {
        return grounds.stand(restrictions.byId(notices.byNumber(noticeNumber).restrictionId()));
    }

    /** Puts a letter that has not left on paper anew, under its number, from the registers as they are now. */
    @Transactional
    public void composeAgain(String number, String person) {
        var letter = byNumber(number);
        var notice = notices.locked(letter.noticeNumber());
        var version = sql.sql("select max(version) + 1 from letter_paper where letter_id = ?")
                .param(letter.id())
                .query(Integer.class)
                .single();
        write(notice, letter.id(), number, letter.kind(), letter.deadlineRule(), version);
        timeline.record(
                notice.caseId(),
                "LETTER_COMPOSED",
                person,
                number,
                letter.kind().name());
    }

    private void write(Notice notice, UUID id, String number, LetterKind kind, String rule, int version) {
        var now = clock.instant();
        var contact = kind == LetterKind.SECOND_CONTACT
                ? platforms.contact(notice.platformCode(), SECOND_CONTACT, LawDay.of(now))
                : notices.ownContact(notice)
                        .orElseGet(() -> platforms.contact(notice.platformCode(), FIRST_CONTACT, LawDay.of(now)));
        var platform = platforms.get(notice.platformCode(), LawDay.of(now));
        var restriction = restrictions.byId(notice.restrictionId());
        var restoration = restoring.told(id);
        var basis = kind.isUndoing()
                ? legalBases.get(restriction.legalBasis())
                : legalBases.standingOn(restriction.legalBasis(), LawDay.of(now));
        var content = LetterContent.builder()
                .number(number)
                .kind(kind)
                .composedAt(now)
                .authority(new Worded(settings.authorityRu(), settings.authorityKk(), settings.authorityEn()))
                .addressee(new LetterContent.Addressee(contact.name(), contact.address(), contact.language()))
                .caseNumber(cases.byId(notice.caseId()).number())
                .noticeNumber(notice.number())
                .earlier(of(notice.id()).stream()
                        .filter(letter -> !letter.number().equals(number))
                        .findFirst()
                        .map(letter -> new Earlier(letter.number(), letter.composedAt()))
                        .orElse(null))
                .basis(List.of(basis(basis)))
                .acts(acts(restriction))
                .reasons(restoration.map(RestoringLetters.Told::words).orElse(restriction.reasons()))
                .items(items(notice, kind, restoration))
                .scope(StandardWording.kazakhstan())
                .term(rule == null ? null : term(kind, deadlines.due(rule, now)))
                .measures(StandardWording.measures(kind, notices.request(notice), notice.platformCode()))
                .platformRedress(StandardWording.platformRedress(settings.appealAddress()))
                .ownerRedress(StandardWording.ownerRedress(settings.appealAddress()))
                .answer(new LetterContent.Answer(settings.sender(), notice.number()))
                .checkAddress(settings.checkAddress())
                .platform(named(platform))
                .build();
        var missing = Checklist.missing(content, basis.needsAct());
        if (version == 1
                && content.earlier() == null
                && restoration.isEmpty()
                && !drafts.differences(notice, content).isEmpty()) {
            missing.add(Checklist.Part.AS_DRAFTED);
        }
        papers.save(
                id, version, contact, content, new LetterPapers.RestsOn(basis.id(), platform.version()), rule, missing);
    }

    /** A letter to a site names no platform. */
    static LetterContent.Platform named(Platform platform) {
        return platform.code().equals("WEB")
                ? null
                : new LetterContent.Platform(platform.name(), platform.representative());
    }

    static Basis basis(LegalBasis basis) {
        return new Basis(
                new Worded(basis.act().ru(), basis.act().kk(), basis.act().en()),
                basis.article(),
                basis.act().en().contains("Code") ? Division.PART : Division.PARAGRAPH,
                basis.paragraph(),
                new Worded(
                        basis.summary().ru(),
                        basis.summary().kk(),
                        basis.summary().en()),
                basis.verified());
    }

    private List<Act> acts(Restriction restriction) {
        return Optional.ofNullable(restriction.judicialAct()).map(judicialActs::get).stream()
                .map(act -> new Act(act.number(), act.actDate(), act.court()))
                .toList();
    }

    /** A later letter asks only for what is still open; a withdrawal concerns everything that was asked, or what is restored. */
    private List<Item> items(Notice notice, LetterKind kind, Optional<RestoringLetters.Told> restoration) {
        return notices.items(notice.id()).stream()
                .filter(item -> restoration
                        .map(told -> told.caseTargets().contains(item.caseTargetId()))
                        .orElse(kind.isUndoing() ? !item.undone() : !item.isSettled()))
                .map(item -> new Item(item.no(), item.address(), item.canonicalKey()))
                .toList();
    }

    /** Access is opened at once; the hours are those after which a silence is recorded. */
    private static Term term(LetterKind kind, Deadline deadline) {
        var term = term(deadline);
        return kind.isUndoing() ? new Term(StandardWording.atOnce(), null, term.citation(), term.verified()) : term;
    }

    static Term term(Deadline deadline) {
        var hours = Duration.between(deadline.start(), deadline.due()).toHours();
        var citation = deadline.citation();
        return new Term(
                StandardWording.withinHours(hours),
                null,
                new Worded(citation.ru(), citation.kk(), citation.en()),
                deadline.verified());
    }

    public List<Letter> of(UUID noticeId) {
        return sql.sql("select * from current_letter where notice_id = ? order by composed_at, number")
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
        return sql.sql("select * from current_letter where number = ?")
                .param(number)
                .query(Letter.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("letter.unknown", number));
    }

    /** What the letter says in plain text, for a form on a site: in the addressee's language where there is one, else in Russian. */
    public String plainText(Letter letter) {
        return papers.content(letter).map(PlainLetter::of).orElse("");
    }

    /** What the letter says otherwise than the draft that was approved; empty where there was none. */
    public List<NoticeDrafts.Difference> differences(Letter letter) {
        return papers.content(letter)
                .map(content -> drafts.differences(notices.byNumber(letter.noticeNumber()), content))
                .orElse(List.of());
    }

    public InputStream pdf(Letter letter) {
        return papers.open(letter);
    }
}
