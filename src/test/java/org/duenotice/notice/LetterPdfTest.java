package org.duenotice.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.duenotice.measure.Request;
import org.duenotice.notice.LetterContent.Act;
import org.duenotice.notice.LetterContent.Addressee;
import org.duenotice.notice.LetterContent.Answer;
import org.duenotice.notice.LetterContent.Basis;
import org.duenotice.notice.LetterContent.Division;
import org.duenotice.notice.LetterContent.Earlier;
import org.duenotice.notice.LetterContent.Item;
import org.duenotice.notice.LetterContent.Term;
import org.duenotice.notice.LetterContent.Worded;
import org.duenotice.paper.Paper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LetterPdfTest {

    private static final String APPEALS = "https://duenotice.example/appeals";
    private static final String KAZAKH_LETTERS = "әғқңөұүһіӘҒҚҢӨҰҮҺІ";

    private final LetterPdf letters = new LetterPdf(new Paper());

    @Test
    void aLetterSaysInBothLanguagesWhatAnOrderMustSay() throws IOException {
        LetterContent notice = aNotice().build();

        String text = flat(textOf(letters.render(notice)));
        java.nio.file.Files.write(java.nio.file.Path.of("target/letter.pdf"), letters.render(notice));

        assertThat(text)
                .contains(flat("Уведомление о противоправном контенте"), flat("Құқыққа қайшы контент туралы хабарлама"))
                .contains(flat("Исх. № DN-2026-000123-N1-L1"), flat("14 мая 2026 года"), flat("2026 жылғы 14 мамыр"))
                .contains(flat("статья 41-1, пункт 1-1"), flat("41-1-бап, 1-1-тармақ"))
                .contains(flat("№ 2-1234/2026 от 3 февраля 2026 года"), flat("2026 жылғы 3 ақпан № 2-1234/2026"))
                .contains(flat("в течение 24 часов с момента получения"), flat("24 сағат ішінде"))
                .contains(flat("статья 92 АППК"), flat("ӘРПК 91-бабы"))
                .contains(flat("без входа в систему на странице " + APPEALS), flat("Шағым жүйеге кірмей-ақ " + APPEALS))
                .contains(flat("узнать о её рассмотрении: " + APPEALS), flat("қаралуын білу: " + APPEALS))
                .contains(flat("notices@authority.example"), flat("Video Platform Example"))
                .contains(flat("Контрольный код: " + notice.checkCode()), flat("Бақылау коды: " + notice.checkCode()))
                .doesNotContain("Noticeofillegalcontent");
        notice.items().forEach(item -> assertThat(text).contains(item.address()).contains(item.key()));
    }

    @Test
    void anEnglishSpeakingAddresseeGetsAnEnglishPartToo() throws IOException {
        LetterContent notice = aNotice()
                .addressee(new Addressee("Video Platform Example", "legal@platform.example", "en"))
                .build();

        assertThat(flat(textOf(letters.render(notice))))
                .contains(flat("Notice of illegal content"))
                .contains(flat("without a login at " + APPEALS), flat("how a complaint stands: " + APPEALS))
                .contains(flat("Law of the Republic of Kazakhstan “On communications”, article 41-1, paragraph 1-1"))
                .contains(flat("Check code: " + notice.checkCode()));
    }

    @ParameterizedTest
    @EnumSource(value = LetterKind.class, names = "NOTICE", mode = EnumSource.Mode.EXCLUDE)
    void everyLaterLetterNamesTheNoticeAndTheLetterItFollows(LetterKind kind) throws IOException {
        LetterContent later = aLaterLetter(kind);

        String text = flat(textOf(letters.render(later)));

        assertThat(text)
                .contains(flat(LetterLanguage.RU.say(kind + ".title", later.noticeNumber())))
                .contains(flat(LetterLanguage.KK.say(kind + ".title", later.noticeNumber())))
                .contains(flat("без входа в систему на странице " + APPEALS), flat("Шағым жүйеге кірмей-ақ " + APPEALS))
                .contains(flat("следует за письмом № DN-2026-000123-N1-L1 от 14 мая 2026 года"));
    }

    @Test
    void aWithdrawalAsksToUndoAtOnceAndNeedsNoBasis() throws IOException {
        String text = flat(textOf(letters.render(aLaterLetter(LetterKind.WITHDRAWAL))));

        assertThat(text)
                .contains(
                        flat("восстановить доступ к материалам в прежнем виде"), flat("отменить меры незамедлительно"))
                .contains(flat("қалпына келтіру"), flat("күшін дереу жоюыңызды"))
                .doesNotContain(flat("Территория ограничения"));
    }

    @Test
    void noOtherLetterGoesWithoutABasis() {
        assertThatThrownBy(() -> aNotice().basis(List.of()).build()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aProvisionThatWasNotVerifiedIsMarked() throws IOException {
        Basis basis = aNotice().build().basis().get(0);
        Basis unverified = new Basis(basis.title(), "41-1", Division.PARAGRAPH, "1-1", basis.summary(), false);
        String marked =
                flat(textOf(letters.render(aNotice().basis(List.of(unverified)).build())));
        String unmarked = flat(textOf(letters.render(aNotice().build())));

        assertThat(marked).contains(flat("пункт 1-1*"), flat("с действующей редакцией оно не сверено"));
        assertThat(unmarked).doesNotContain("*");
    }

    @Test
    void fiveHundredAddressesKeepTheTableHeaderOnEveryPage() throws IOException {
        LetterContent notice = aNotice().items(addresses(500)).build();

        byte[] pdf = letters.render(notice);

        String text = flat(textOf(pdf));
        notice.items().forEach(item -> assertThat(text).contains(item.address()));
        List<String> pages = pagesOf(pdf);
        List<String> withRows =
                pages.stream().filter(page -> page.contains("/watch?v=")).toList();
        assertThat(withRows).hasSizeGreaterThan(10).allSatisfy(page -> assertThat(page)
                .containsAnyOf("№ Адрес Идентификатор", "№ Мекенжай Сәйкестендіргіш"));
        assertThat(pages).allSatisfy(page -> assertThat(page).contains("DN-2026-000123-N1-L1", " / " + pages.size()));
    }

    @Test
    void kazakhLettersAreDrawnInEveryFace() throws IOException {
        LetterContent notice = aNotice()
                .authority(new Worded(KAZAKH_LETTERS, KAZAKH_LETTERS, ""))
                .reasons(KAZAKH_LETTERS)
                .items(List.of(new Item(1, "https://site.example/" + KAZAKH_LETTERS, KAZAKH_LETTERS)))
                .build();

        byte[] pdf = letters.render(notice);

        assertThat(missingGlyphs(pdf)).isEmpty();
        assertThat(flat(textOf(pdf)))
                .contains("https://site.example/" + KAZAKH_LETTERS)
                .doesNotContain("#");
    }

    @ParameterizedTest
    @EnumSource(LetterKind.class)
    void noWordingHasALetterTheFontsLack(LetterKind kind) throws IOException {
        LetterContent letter = kind == LetterKind.NOTICE ? aNotice().build() : aLaterLetter(kind);

        assertThat(missingGlyphs(letters.render(letter))).isEmpty();
        assertThat(flat(textOf(letters.render(letter)))).doesNotContain("‹U+").doesNotContain("#");
    }

    @Test
    void numbersStayInOnePiece() throws IOException {
        LetterContent notice = aNotice()
                .addressee(new Addressee("Video Platform Example", "legal@platform.example", "en"))
                .build();

        assertThat(textOf(letters.render(notice))).doesNotContainPattern("(№|No\\.|DN-|DN-2026-|DN-2026-000123-) *\\R");
    }

    @Test
    void hostileTextIsPrintedAsItStands() throws IOException {
        String script = "<script>alert('x')</script> & </p></div> &amp; ${7*7} __${7*7}__ [[1+1]] \"quoted\"";
        String endless = "https://long.example/?q=" + "a<b>&c=%20'\"".repeat(60);
        LetterContent notice = aNotice()
                .reasons(script + "\n\nsecond paragraph")
                .items(List.of(
                        new Item(1, endless, "web:long.example|/"),
                        new Item(2, "javascript:alert(1)//<img src=x>", "<b>")))
                .build();

        byte[] pdf = letters.render(notice);

        assertThat(flat(textOf(pdf)))
                .contains(flat(script))
                .contains("secondparagraph")
                .contains(endless)
                .contains("javascript:alert(1)//<img%20src=x>")
                .contains("<b>");
        assertThat(rightmostInk(pdf)).isLessThan(595 - 45);
    }

    @Test
    void whatCannotBeDrawnIsSpelledOut() throws IOException {
        LetterContent notice = aNotice()
                .reasons("smile \uD83D\uDE00 null \u0000 turn \u202E tab\there lone \uD800.")
                .items(List.of(new Item(1, "https://例.example/\u202Etxt.exe a", "web:x")))
                .build();

        assertThat(flat(textOf(letters.render(notice))))
                .contains(flat("null ‹U+0000› turn ‹U+202E› tab here lone ‹U+D800›."))
                .contains("https://%E4%BE%8B.example/%E2%80%AEtxt.exe%20a");
    }

    @Test
    void theSameContentIsTheSamePaperAndAnyChangeAnotherCheckCode() {
        LetterContent notice = aNotice().items(addresses(40)).build();
        LetterContent readBack = aNotice()
                .composedAt(notice.composedAt().plusNanos(123_456_789))
                .items(addresses(40))
                .build();
        LetterContent changed = notice.toBuilder().items(addresses(39)).build();

        assertThat(letters.render(notice)).isEqualTo(letters.render(readBack));
        assertThat(notice.digest()).matches("[0-9a-f]{64}").isEqualTo(readBack.digest());
        assertThat(notice.checkCode()).matches("([0-9A-F]{4} ){3}[0-9A-F]{4}").isNotEqualTo(changed.checkCode());
    }

    @Test
    void russianCountsHoursByTheLastDigit() {
        assertThat(StandardWording.withinHours(1).ru()).isEqualTo("в течение 1 часа с момента получения");
        assertThat(StandardWording.withinHours(21).ru()).isEqualTo("в течение 21 часа с момента получения");
        assertThat(StandardWording.withinHours(11).ru()).isEqualTo("в течение 11 часов с момента получения");
        assertThat(StandardWording.withinHours(21).en()).isEqualTo("within 21 hours of receipt");
    }

    @Test
    void theThreeLanguagesSayTheSameThings() throws IOException {
        Set<Object> russian = keys("ru");

        assertThat(keys("kk")).isEqualTo(russian);
        assertThat(keys("en")).isEqualTo(russian);
    }

    private static LetterContent.LetterContentBuilder aNotice() {
        return LetterContent.builder()
                .number("DN-2026-000123-N1-L1")
                .kind(LetterKind.NOTICE)
                .composedAt(Instant.parse("2026-05-14T05:20:00Z"))
                .authority(new Worded(
                        "Подразделение мониторинга (демонстрация)",
                        "Мониторинг бөлімшесі (көрсетілім)",
                        "Monitoring Unit (demonstration)"))
                .addressee(new Addressee("Video Platform Example", "legal@platform.example", "ru"))
                .caseNumber("DN-2026-000123")
                .noticeNumber("DN-2026-000123-N1")
                .basis(List.of(
                        new Basis(
                                new Worded(
                                        "Закон Республики Казахстан «О связи»",
                                        "«Байланыс туралы» Қазақстан Республикасының Заңы",
                                        "Law of the Republic of Kazakhstan “On communications”"),
                                "41-1",
                                Division.PARAGRAPH,
                                "1-1",
                                new Worded("Запрещено законом", "Заңда тыйым салынған", "Prohibited by a law"),
                                true),
                        new Basis(
                                new Worded(
                                        "Уголовный кодекс Республики Казахстан",
                                        "Қазақстан Республикасының Қылмыстық кодексі",
                                        "Criminal Code of the Republic of Kazakhstan"),
                                "217",
                                Division.PART,
                                "1",
                                new Worded("Финансовая пирамида", "Қаржылық пирамида", "Financial pyramid"),
                                true)))
                .acts(List.of(new Act(
                        "2-1234/2026",
                        LocalDate.parse("2026-02-03"),
                        "Специализированный межрайонный экономический суд")))
                .reasons(
                        "На страницах предлагается вложить деньги под 30 % в месяц; выплаты обещаны за счёт взносов новых"
                                + " участников, хозяйственная деятельность не указана.\nСнимки страниц сделаны 12 мая 2026 года.")
                .items(addresses(4))
                .scope(StandardWording.kazakhstan())
                .term(new Term(
                        StandardWording.withinHours(24),
                        null,
                        new Worded(
                                "Закон Республики Казахстан «Об онлайн-платформах и онлайн-рекламе», статья 9",
                                "«Онлайн-платформалар және онлайн-жарнама туралы» Қазақстан Республикасының Заңы, 9-бап",
                                "Law of the Republic of Kazakhstan “On online platforms and online advertising”, article 9"),
                        true))
                .measures(StandardWording.measures(LetterKind.NOTICE, Request.POLICY_FIRST, "YOUTUBE"))
                .platformRedress(StandardWording.platformRedress(APPEALS))
                .ownerRedress(StandardWording.ownerRedress(APPEALS))
                .answer(new Answer("notices@authority.example", "DN-2026-000123-N1"));
    }

    private static LetterContent aLaterLetter(LetterKind kind) {
        LetterContent notice = aNotice().build();
        boolean withdrawn = kind == LetterKind.WITHDRAWAL;
        Instant due = Instant.parse("2026-05-15T06:00:00Z");
        return notice.toBuilder()
                .number("DN-2026-000123-N1-L2")
                .kind(kind)
                .composedAt(Instant.parse("2026-05-15T03:00:00Z"))
                .earlier(new Earlier(notice.number(), notice.composedAt()))
                .basis(withdrawn ? List.of() : notice.basis())
                .measures(StandardWording.measures(kind, Request.POLICY_FIRST, "YOUTUBE"))
                .term(
                        withdrawn
                                ? new Term(StandardWording.atOnce(), null, null, true)
                                : new Term(
                                        notice.term().text(), due, notice.term().citation(), true))
                .build();
    }

    private static List<Item> addresses(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(no -> new Item(
                        no,
                        "https://www.video.example/watch?v=abc%05d&list=demo_%d".formatted(no, no * 7919),
                        "web:video.example|/watch|v=abc%05d".formatted(no)))
                .toList();
    }

    private static String textOf(byte[] pdf) throws IOException {
        return String.join("\n", pagesOf(pdf));
    }

    private static List<String> pagesOf(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<String> pages = new ArrayList<>();
            PDFTextStripper stripper = new PDFTextStripper();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(document));
            }
            return pages;
        }
    }

    /** Lines are broken by the paper, so texts are compared without white space. */
    private static String flat(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static Set<String> missingGlyphs(byte[] pdf) throws IOException {
        Set<String> missing = new HashSet<>();
        eachGlyph(pdf, glyph -> {
            if (glyph.getFont() instanceof PDType0Font font && font.codeToGID(glyph.getCharacterCodes()[0]) == 0) {
                missing.add(glyph.getUnicode());
            }
        });
        return missing;
    }

    private static float rightmostInk(byte[] pdf) throws IOException {
        float[] right = {0};
        eachGlyph(pdf, glyph -> right[0] = Math.max(right[0], glyph.getXDirAdj() + glyph.getWidthDirAdj()));
        return right[0];
    }

    private static void eachGlyph(byte[] pdf, GlyphCheck check) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            new PDFTextStripper() {
                @Override
                protected void writeString(String text, List<TextPosition> glyphs) throws IOException {
                    for (TextPosition glyph : glyphs) {
                        check.see(glyph);
                    }
                }
            }.getText(document);
        }
    }

    private interface GlyphCheck {
        void see(TextPosition glyph) throws IOException;
    }

    private static Set<Object> keys(String language) throws IOException {
        Properties wording = new Properties();
        try (var reader = Files.newBufferedReader(
                Path.of("src/main/resources/letters/letters_%s.properties".formatted(language)))) {
            wording.load(reader);
        }
        return wording.keySet();
    }
}
