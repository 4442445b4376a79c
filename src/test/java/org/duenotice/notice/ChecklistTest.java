package org.duenotice.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.duenotice.notice.Checklist.Part;
import org.duenotice.notice.LetterContent.Addressee;
import org.duenotice.notice.LetterContent.Answer;
import org.duenotice.notice.LetterContent.Basis;
import org.duenotice.notice.LetterContent.Division;
import org.duenotice.notice.LetterContent.Item;
import org.duenotice.notice.LetterContent.LetterContentBuilder;
import org.duenotice.notice.LetterContent.Term;
import org.duenotice.notice.LetterContent.Worded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a letter has to say before it leaves, part by part. */
class ChecklistTest {

    private static final Worded SAID = new Worded("сказано", "айтылды", "said");
    private static final Worded HALF = new Worded("сказано", " ", "said");

    private static LetterContentBuilder whole() {
        return LetterContent.builder()
                .number("N-2026-000001/1")
                .kind(LetterKind.NOTICE)
                .composedAt(Instant.parse("2026-05-14T05:20:00Z"))
                .authority(SAID)
                .addressee(new Addressee("Platform", "legal@platform.example", "ru"))
                .caseNumber("DN-2026-000001")
                .noticeNumber("N-2026-000001")
                .basis(List.of(new Basis(SAID, "41-1", Division.PARAGRAPH, "1-1", SAID, true)))
                .acts(List.of())
                .reasons("Promises 30 % a month")
                .items(List.of(new Item(1, "https://t.me/x/1", "tg:post:x/1")))
                .scope(SAID)
                .term(new Term(SAID, null, SAID, true))
                .measures(List.of(SAID))
                .platformRedress(SAID)
                .ownerRedress(SAID)
                .answer(new Answer("notices@body.example", "N-2026-000001"))
                .checkAddress("https://body.example/check");
    }

    static Stream<Arguments> lacks() {
        return Stream.of(
                lack(Part.AUTHORITY, letter -> letter.authority(HALF)),
                lack(Part.ADDRESSEE, letter -> letter.addressee(new Addressee("", "a@b.example", "ru"))),
                lack(Part.ADDRESSEE, letter -> letter.addressee(new Addressee("Platform", " ", "ru"))),
                lack(Part.LANGUAGE, letter -> letter.addressee(new Addressee("Platform", "a@b.example", "de"))),
                lack(
                        Part.LEGAL_BASIS,
                        letter -> letter.basis(List.of(new Basis(SAID, "41-1", Division.PARAGRAPH, "", SAID, true)))),
                lack(
                        Part.LEGAL_BASIS,
                        letter -> letter.basis(List.of(new Basis(SAID, " ", Division.PARAGRAPH, "1", SAID, true)))),
                lack(Part.REASONS, letter -> letter.reasons(" \n")),
                lack(Part.ADDRESSES, letter -> letter.items(List.of(new Item(1, "", "key")))),
                lack(Part.LOCATING_DATA, letter -> letter.items(List.of(new Item(1, "https://t.me/x/1", "")))),
                lack(Part.TERRITORY, letter -> letter.scope(null)),
                lack(Part.MEASURES, letter -> letter.measures(List.of())),
                lack(Part.TERM, letter -> letter.term(null)),
                lack(Part.ANSWER, letter -> letter.answer(new Answer("notices@body.example", ""))),
                lack(Part.PLATFORM_REDRESS, letter -> letter.platformRedress(HALF)),
                lack(Part.OWNER_REDRESS, letter -> letter.ownerRedress(null)),
                lack(Part.CHECK_ADDRESS, letter -> letter.checkAddress("")));
    }

    private static Arguments lack(Part part, UnaryOperator<LetterContentBuilder> without) {
        return Arguments.of(part, without);
    }

    @Test
    void aWholeLetterLacksNothing() {
        assertThat(Checklist.missing(whole().build(), false)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("lacks")
    void aLetterWithoutAPartSaysWhichOne(Part part, UnaryOperator<LetterContentBuilder> without) {
        assertThat(Checklist.missing(without.apply(whole()).build(), false)).containsExactly(part);
    }

    @Test
    void aBasisThatNeedsAJudicialActIsNotEnoughWithoutIt() {
        assertThat(Checklist.missing(whole().build(), true)).containsExactly(Part.JUDICIAL_ACT);
    }

    @Test
    void aWithdrawalNeedsNoTermAndNoBasis() {
        var withdrawal =
                whole().kind(LetterKind.WITHDRAWAL).term(null).basis(List.of()).build();
        assertThat(Checklist.missing(withdrawal, false)).isEmpty();
    }

    @Test
    void whatIsMissingIsReadAsItWasWritten() {
        var missing = Checklist.missing(whole().reasons("").term(null).build(), false);
        assertThat(Checklist.read(Checklist.written(missing))).containsExactly(Part.REASONS, Part.TERM);
    }
}
