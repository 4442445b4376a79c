package org.duenotice.notice;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.duenotice.notice.LetterContent.Worded;

/**
 * What a letter has to say before it may leave: the contents of an order under article 9(2) of the Digital Services Act and
 * article 80 of the Administrative Procedural and Process-Related Code.
 */
final class Checklist {

    private static final Set<String> LANGUAGES = Set.of("ru", "kk", "en");

    /** A part that can be missing. */
    public enum Part {
        AUTHORITY,
        ADDRESSEE,
        LANGUAGE,
        LEGAL_BASIS,
        JUDICIAL_ACT,
        REASONS,
        ADDRESSES,
        LOCATING_DATA,
        TERRITORY,
        MEASURES,
        TERM,
        ANSWER,
        PLATFORM_REDRESS,
        OWNER_REDRESS,
        CHECK_ADDRESS,
        /** It says what the approved draft said; where it does not, a person looks before it leaves. */
        AS_DRAFTED
    }

    private Checklist() {}

    /** @param needsAct the legal basis holds only together with a judicial act */
    static Set<Part> missing(LetterContent letter, boolean needsAct) {
        var missing = new TreeSet<Part>();
        var asking = letter.kind().isAsking();
        lacks(missing, Part.AUTHORITY, isBlank(letter.authority()));
        lacks(
                missing,
                Part.ADDRESSEE,
                isBlank(letter.addressee().name()) || isBlank(letter.addressee().email()));
        lacks(missing, Part.LANGUAGE, !LANGUAGES.contains(letter.addressee().language()));
        lacks(
                missing,
                Part.LEGAL_BASIS,
                !letter.kind().isUndoing()
                        && (letter.basis().isEmpty() || letter.basis().stream().anyMatch(Checklist::isVague)));
        lacks(missing, Part.JUDICIAL_ACT, needsAct && letter.acts().isEmpty());
        lacks(missing, Part.REASONS, isBlank(letter.reasons()));
        lacks(missing, Part.ADDRESSES, letter.items().stream().anyMatch(item -> isBlank(item.address())));
        lacks(missing, Part.LOCATING_DATA, letter.items().stream().anyMatch(item -> isBlank(item.key())));
        lacks(missing, Part.TERRITORY, isBlank(letter.scope()));
        lacks(missing, Part.MEASURES, letter.measures().isEmpty());
        lacks(missing, Part.TERM, asking && letter.term() == null);
        lacks(
                missing,
                Part.ANSWER,
                isBlank(letter.answer().email()) || isBlank(letter.answer().reference()));
        lacks(missing, Part.PLATFORM_REDRESS, isBlank(letter.platformRedress()));
        lacks(missing, Part.OWNER_REDRESS, isBlank(letter.ownerRedress()));
        lacks(missing, Part.CHECK_ADDRESS, isBlank(letter.checkAddress()));
        return missing;
    }

    /** As it is kept with the letter. */
    static String written(Set<Part> missing) {
        return missing.stream().map(Enum::name).collect(Collectors.joining(" "));
    }

    static List<Part> read(String written) {
        return written.isBlank()
                ? List.of()
                : List.of(written.split(" ")).stream().map(Part::valueOf).toList();
    }

    private static boolean isVague(LetterContent.Basis basis) {
        return isBlank(basis.title()) || isBlank(basis.article()) || isBlank(basis.paragraph());
    }

    private static void lacks(Set<Part> missing, Part part, boolean lacking) {
        if (lacking) {
            missing.add(part);
        }
    }

    private static boolean isBlank(Worded worded) {
        return worded == null || isBlank(worded.ru()) || isBlank(worded.kk()) || isBlank(worded.en());
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
