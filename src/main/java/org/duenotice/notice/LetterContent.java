package org.duenotice.notice;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import lombok.Builder;

/**
 * Everything one letter says, before it is put on paper; the same content always gives the same paper and check code.
 *
 * <p>The parts are those an order must have under article 9(2) of the Digital Services Act: basis, reasons, sender,
 * exact addresses, redress for platform and owner, who receives the answer, narrowest territory. Instants are kept to
 * the second, so that a letter read back from the database has the check code that was printed.
 *
 * @param number the letter's own number
 * @param noticeNumber the notice all letters of one exchange refer to
 * @param earlier the letter this one follows; null in a first letter
 * @param basis provisions the letter rests on; may be empty only in a withdrawal
 * @param reasons as the caseworker wrote them, any length; printed alike in every language
 * @param term null where nothing is asked within a term
 * @param measures what is asked, narrowest first; see {@link StandardWording#measures}
 * @param checkAddress where anybody can see whether the letter is genuine; null in letters older than that page
 * @param platform null in a letter to a site, and in letters older than this part
 */
@Builder(toBuilder = true)
record LetterContent(
        String number,
        LetterKind kind,
        Instant composedAt,
        Worded authority,
        Addressee addressee,
        String caseNumber,
        String noticeNumber,
        Earlier earlier,
        List<Basis> basis,
        List<Act> acts,
        String reasons,
        List<Item> items,
        Worded scope,
        Term term,
        List<Worded> measures,
        Worded platformRedress,
        Worded ownerRedress,
        Answer answer,
        String checkAddress,
        Platform platform) {

    LetterContent {
        Objects.requireNonNull(kind, "kind");
        composedAt = composedAt.truncatedTo(ChronoUnit.SECONDS);
        basis = List.copyOf(basis);
        acts = List.copyOf(acts);
        items = List.copyOf(items);
        measures = List.copyOf(measures);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("A letter names at least one address: " + number);
        }
        if (basis.isEmpty() && !kind.isUndoing()) {
            throw new IllegalArgumentException("Only a withdrawal goes without a legal basis: " + number);
        }
    }

    /** One text in the three languages; {@code en} is read only for an English-speaking addressee. */
    record Worded(String ru, String kk, String en) {}

    /** @param language of the platform's contact point, such as {@code en}; adds an English part when it is that */
    record Addressee(String name, String email, String language) {}

    /** @param representative as the register names it on the day of the letter; empty where none is known */
    record Platform(String name, String representative) {}

    /** The letter this one follows. */
    record Earlier(String number, Instant sentAt) {
        Earlier {
            sentAt = sentAt.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /** How the act cited divides its articles: laws into paragraphs, most codes into parts. */
    enum Division {
        PARAGRAPH,
        PART
    }

    /**
     * @param summary what the provision says; two grounds of one paragraph differ only here
     * @param verified false marks the provision on paper as not checked against the wording in force
     */
    record Basis(Worded title, String article, Division division, String paragraph, Worded summary, boolean verified) {}

    /** A judicial act in legal force. */
    record Act(String number, LocalDate date, String court) {}

    /** @param key the canonical key of the target, printed to help find it when its address is written otherwise */
    record Item(int no, String address, String key) {}

    /**
     * @param text the term in words, see {@link StandardWording#withinHours}
     * @param dueAt when it ends; null while the clock has not started because the letter has not been received
     * @param citation the provision that sets the term; null for a term a person set
     * @param verified false marks the citation as not checked against the wording in force
     */
    record Term(Worded text, Instant dueAt, Worded citation, boolean verified) {
        Term {
            dueAt = dueAt == null ? null : dueAt.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /** Where the answer goes and the reference it quotes. */
    record Answer(String email, String reference) {}

    /** The languages of the letter in the order of its parts. */
    public List<LetterLanguage> languages() {
        return "en".equals(addressee.language())
                ? List.of(LetterLanguage.RU, LetterLanguage.KK, LetterLanguage.EN)
                : List.of(LetterLanguage.RU, LetterLanguage.KK);
    }

    /** SHA-256 over every part of the content, 64 hexadecimal digits. */
    String digest() {
        StringBuilder canonical = new StringBuilder();
        write(canonical, "letter", this);
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(canonical.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first digits of the digest as printed: four groups of four. */
    public String checkCode() {
        return Letter.checkCode(digest());
    }

    /**
     * One line per value, "path=length:value" in the order of declaration. The length keeps two contents from reading
     * alike; walking the records keeps a part added later from being left out.
     */
    private static void write(StringBuilder canonical, String path, Object value) {
        if (value instanceof Record part) {
            for (RecordComponent component : part.getClass().getRecordComponents()) {
                write(canonical, path + '.' + component.getName(), valueOf(component, part));
            }
        } else if (value instanceof List<?> list) {
            canonical.append(path).append('#').append(list.size()).append('\n');
            for (int i = 0; i < list.size(); i++) {
                write(canonical, path + '.' + i, list.get(i));
            }
        } else if (value != null) {
            String text = value.toString();
            canonical
                    .append(path)
                    .append('=')
                    .append(text.length())
                    .append(':')
                    .append(text)
                    .append('\n');
        }
    }

    private static Object valueOf(RecordComponent component, Record part) {
        try {
            return component.getAccessor().invoke(part);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
