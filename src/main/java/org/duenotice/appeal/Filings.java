package org.duenotice.appeal;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppealCodes.Purpose;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.appeal.Appeals.Appellant;
import org.duenotice.appeal.Appeals.Way;
import org.duenotice.calendar.LawDay;
import org.duenotice.problem.Problem;
import org.duenotice.security.OneTimeCodes;
import org.duenotice.transparency.ListedTargets;
import org.duenotice.transparency.ListedTargets.Listed;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes what people file: whatever it names and however late it is (Administrative Procedural Code, arts. 92 and 93). A filing by itself
 * changes nothing about any measure. Nobody outside learns from it whether a number or an address is known here.
 */
@Component
@RequiredArgsConstructor
public class Filings {

    /** Article 92: within three months of learning of it. */
    private static final int TERM_IN_MONTHS = 3;

    /** Before anything that can be appealed against here was there. */
    private static final int FIRST_YEAR = 1990;

    /** Whoever files through the public page. */
    private static final String THE_PUBLIC = "public";

    private static final List<String> LANGUAGES = List.of("kk", "ru", "en");

    private final JdbcClient sql;
    private final Appeals appeals;
    private final AppealCodes codes;
    private final AppealMessages messages;
    private final Attachments attachments;
    private final AppealSettings settings;
    private final ListedTargets listed;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /**
     * The contents of an appeal (art. 93); the body it is addressed to is this one, its date is the day it comes in.
     *
     * @param contested number of the entry, notice, order or letter, or the address
     * @param mail may be empty: then nothing is confirmed, and the answer goes to the contact
     * @param representative who signs for the appellant, with their authority; may be empty
     */
    public record Filing(
            Appellant appellant,
            String contested,
            String grounds,
            String demands,
            String evidence,
            LocalDate learnedOn,
            String name,
            String contact,
            String mail,
            String representative,
            boolean signed,
            String language) {}

    /** What the appellant keeps; {@code code} is null when this very text was filed before, whose code is the one that counts. */
    public record Receipt(String number, String code) {}

    /** Somebody outside files it, without a login, and sends files along; of a text that was filed before there are those of then. */
    @Transactional
    public Receipt file(Filing filing, List<Attachments.Sent> files) {
        var receipt = take(filing, Way.PUBLIC, clock.instant(), THE_PUBLIC);
        if (receipt.code() != null) {
            attachments.file(appeals.byNumber(receipt.number()), files);
        }
        return receipt;
    }

    /**
     * A person of the office records what came by letter or mail.
     *
     * @param receivedAt null for now
     * @throws Problem {@code appeal.received-at} when it should have come in the future
     */
    @Transactional
    public Receipt register(Filing filing, Way way, Instant receivedAt, String person) {
        var at = receivedAt == null ? clock.instant() : receivedAt;
        if (way == Way.PUBLIC || at.isAfter(clock.instant())) {
            throw Problem.invalid("appeal.received-at");
        }
        return take(filing, way, at, person);
    }

    private Receipt take(Filing filing, Way way, Instant at, String person) {
        check(filing);
        var text = text(filing);
        var before = before(text);
        if (before.isPresent()) {
            return new Receipt(before.get(), null);
        }
        var found = listed.find(filing.contested().strip());
        var caseId = onlyCase(found);
        var appeal = appeals.receive(new Appeals.Received(
                caseId.orElse(null),
                found.size() == 1 ? found.get(0).caseTargetId() : null,
                filing.appellant(),
                filing.contested().strip(),
                filing.grounds(),
                filing.demands().strip(),
                stripped(filing.evidence()),
                way,
                filing.language(),
                filing.learnedOn(),
                isLate(filing.learnedOn(), at),
                text,
                at,
                person));
        caseId.ifPresent(known -> contest(appeal.id(), found));
        keepAppellant(appeal, filing);
        if (way != Way.PUBLIC) {
            confirmed(appeal, "SIGNED");
        }
        tellReceipt(appeal, filing, way);
        events.publishEvent(new AppealFiled(appeal.number(), way != Way.PUBLIC));
        return new Receipt(appeal.number(), codes.make(appeal, Purpose.STATUS));
    }

    private void tellReceipt(Appeal appeal, Filing filing, Way way) {
        if (way != Way.PUBLIC) {
            messages.write(appeal, AppealMessages.Kind.RECEIPT);
        } else if (!stripped(filing.mail()).isEmpty() && mayAsk(filing.mail())) {
            messages.write(appeal, AppealMessages.Kind.CONFIRM);
        }
    }

    /** Nobody's mailbox is filled by somebody else's filings. */
    private boolean mayAsk(String mail) {
        return sql.sql(
                                """
                                select count(*) from appellant p join appeal_message m on m.appeal_id = p.appeal_id
                                where lower(p.mail) = lower(?) and m.kind = 'CONFIRM' and m.written_at > ?
                                """)
                        .params(mail.strip(), clock.instant().minusSeconds(3600).atOffset(ZoneOffset.UTC))
                        .query(Integer.class)
                        .single()
                < settings.confirmationsPerMail();
    }

    private static Optional<UUID> onlyCase(List<Listed> found) {
        var cases = found.stream().map(Listed::caseId).collect(Collectors.toSet());
        return cases.size() == 1 ? cases.stream().findFirst() : Optional.empty();
    }

    void contest(UUID appeal, List<Listed> targets) {
        sql.sql("insert into appeal_contested select ?, t.id from unnest(?) t(id) on conflict do nothing")
                .params(appeal, targets.stream().map(Listed::caseTargetId).toArray(UUID[]::new))
                .update();
    }

    private void keepAppellant(Appeal appeal, Filing filing) {
        sql.sql("insert into appellant values (?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        appeal.id(),
                        filing.name().strip(),
                        filing.contact().strip(),
                        stripped(filing.mail()).isEmpty() ? null : filing.mail().strip(),
                        stripped(filing.representative())))
                .update();
    }

    /** Nothing but the months themselves is asked: whether an appeal is late is shown, and must keep none from being taken. */
    private static boolean isLate(LocalDate learnedOn, Instant at) {
        return learnedOn != null && LawDay.of(at).isAfter(orMonday(learnedOn.plusMonths(TERM_IN_MONTHS)));
    }

    /** A term that ends at a weekend ends with the Monday. */
    private static LocalDate orMonday(LocalDate last) {
        var day = last;
        while (day.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue()) {
            day = day.plusDays(1);
        }
        return day;
    }

    /** The same text of the same person is one appeal as long as that is undecided; two at once come one after the other. */
    private Optional<String> before(String text) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended(?, 28))::text")
                .param(text)
                .query(String.class)
                .single();
        return sql.sql("select * from appeal where text_sha256 = ? order by number desc limit 1")
                .param(text)
                .query(Appeal.class)
                .optional()
                .filter(appeal -> appeal.state().isUndecided())
                .map(Appeal::number);
    }

    private static String text(Filing filing) {
        return OneTimeCodes.sha256(Stream.of(
                        filing.appellant().name(),
                        filing.contested(),
                        filing.grounds(),
                        filing.demands(),
                        filing.name(),
                        filing.contact(),
                        stripped(filing.mail()))
                .map(part -> part.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("\n")));
    }

    private void check(Filing filing) {
        if (filing.appellant() == null) {
            throw Problem.invalid("appeal.appellant", Arrays.toString(Appellant.values()));
        }
        require("contested", filing.contested(), 1, 2_000);
        require("grounds", filing.grounds(), 10, 5_000);
        require("demands", filing.demands(), 3, 2_000);
        require("evidence", stripped(filing.evidence()), 0, 5_000);
        require("name", filing.name(), 1, 200);
        require("contact", filing.contact(), 3, 300);
        require("representative", stripped(filing.representative()), 0, 300);
        var mail = stripped(filing.mail());
        if (!mail.isEmpty() && !mail.matches("[^\\s@<>,;]{1,64}@[^\\s@<>,;]{1,190}")) {
            throw Problem.invalid("appeal.mail");
        }
        if (!LANGUAGES.contains(filing.language())) {
            throw Problem.invalid("citizen.language");
        }
        if (filing.learnedOn() != null
                && (filing.learnedOn().getYear() < FIRST_YEAR
                        || filing.learnedOn().isAfter(LawDay.of(clock.instant())))) {
            throw Problem.invalid("appeal.learned-on");
        }
        if (!filing.signed()) {
            throw Problem.invalid("appeal.unsigned");
        }
    }

    private static void require(String field, String text, int shortest, int longest) {
        var length = stripped(text).length();
        if (length < shortest || length > longest) {
            throw Problem.invalid("appeal.field", field, shortest, longest);
        }
    }

    private static String stripped(String text) {
        return text == null ? "" : text.strip();
    }

    /**
     * The mail address was the appellant's.
     *
     * @throws Problem {@code appeal.unknown-receipt}
     */
    @Transactional
    public void confirm(String number, String code) {
        var appeal = codes.open(number, code, Purpose.CONFIRM);
        if (confirmed(appeal, "MAIL")) {
            events.publishEvent(new AppealConfirmed(appeal.number()));
        }
    }

    private boolean confirmed(Appeal appeal, String way) {
        return sql.sql("insert into appeal_confirmation values (?, ?, ?) on conflict do nothing")
                        .params(appeal.id(), way, clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }
}
