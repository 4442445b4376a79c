package org.duenotice.notice;

import java.util.List;
import java.util.stream.Stream;
import org.duenotice.measure.Request;
import org.duenotice.notice.LetterContent.Worded;

/** The usual texts a letter is filled with where the case asks for nothing else, in all three languages. */
final class StandardWording {

    private StandardWording() {}

    /** The widest territory a letter may ask for. */
    static Worded kazakhstan() {
        return worded("scope.kazakhstan");
    }

    /** What is asked: first what the platform's own rules cover, then the narrowest measure of law; a site has no such rules. */
    static List<Worded> measures(LetterKind kind, Request request, String platform) {
        Stream<String> keys;
        if (kind.isUndoing()) {
            keys = Stream.of("measure.undo", "measure.tellOwner");
        } else if (platform.equals("WEB")) {
            keys = Stream.of("measure.removeFromSite");
        } else if (kind == LetterKind.FORMAL_ORDER || request == Request.LEGAL) {
            keys = Stream.of("measure.restrictByLaw");
        } else {
            keys = Stream.of("measure.removeByOwnRules", "measure.restrictInCountry");
        }
        return keys.map(StandardWording::worded).toList();
    }

    /**
     * How the platform complains: Administrative Procedural and Process-Related Code, articles 91, 92 and 96.
     *
     * @param page where anybody files an appeal without a login
     */
    static Worded platformRedress(String page) {
        return worded("redress.platform.text", page);
    }

    /** How the author or owner, or anyone else affected, complains: the same code, articles 91 and 92. */
    static Worded ownerRedress(String page) {
        return worded("redress.owner.text", page);
    }

    /** A term of round-the-clock hours from receipt. */
    static Worded withinHours(long hours) {
        return counted("term.hour", "term.hours", hours);
    }

    /** A term of working days from receipt. */
    static Worded withinWorkingDays(long days) {
        return counted("term.workingDay", "term.workingDays", days);
    }

    /** A duty without a term. */
    static Worded atOnce() {
        return worded("term.atOnce");
    }

    /** Russian counts 21, 31, 101 like one; the other two languages say these with the plural. */
    private static Worded counted(String one, String many, long count) {
        String russian = count % 10 == 1 && count % 100 != 11 ? one : many;
        String others = count == 1 ? one : many;
        String figure = String.valueOf(count);
        return new Worded(
                LetterLanguage.RU.say(russian, figure),
                LetterLanguage.KK.say(others, figure),
                LetterLanguage.EN.say(others, figure));
    }

    private static Worded worded(String key, Object... arguments) {
        return new Worded(
                LetterLanguage.RU.say(key, arguments),
                LetterLanguage.KK.say(key, arguments),
                LetterLanguage.EN.say(key, arguments));
    }
}
