package org.duenotice.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.evidence.CaseCustody;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.intake.DetectionImport;
import org.duenotice.seal.SealedContents;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What lies on disk of material that is sealed: nothing. */
@DueNoticeTest
class SealedContentsTest extends SealedDesk {

    private static final String TITLES = "source_reference,category,description,address,source\n";

    @Value("${duenotice.data}")
    private Path data;

    @Autowired
    private CaseCustody custody;

    @Autowired
    private EvidenceFiles evidence;

    @Autowired
    private SealedContents contents;

    private boolean isOnDisk(String sha256) {
        return Files.exists(
                data.resolve("content").resolve(sha256.substring(0, 2)).resolve(sha256));
    }

    /** Of the mark, or of something else. */
    private String row(String category, String where) {
        return "r-%s,%s,Seen %s,%s,OTHER_BODY\n"
                .formatted(UUID.randomUUID(), category, where.equals(address) ? mark : "elsewhere", where);
    }

    /** An import with a row that turns out to be sealed material and a row of another case. */
    private DetectionImport file(String other) {
        return imported("list.csv", TITLES + row("FRAUD_PHISHING", address) + row("FINANCIAL_PYRAMID", other));
    }

    private String caseOfTheMark() {
        return casework.casesOn(
                        sql.sql("select t.canonical_key from target t join case_target ct on ct.target_id = t.id "
                                        + "where ct.original_address = ?")
                                .param(address)
                                .query(String.class)
                                .single())
                .get(0)
                .number();
    }

    private UUID id(String number) {
        return casework.cases.byNumber(number).id();
    }

    /** A capture with what is made of it; the same file is evidence of the other case, too, when there is one. */
    private List<String> captured(String number) {
        var id = id(number);
        evidence.add(
                id,
                "page.html",
                "text/html",
                new ByteArrayInputStream(("<html>" + mark + "</html>").getBytes(UTF_8)),
                casework.clock.instant(),
                "caseworker1");
        return sql.sql("select sha256 from evidence where case_id = ?")
                .param(id)
                .query(String.class)
                .list();
    }

    private List<String> disposals(String number) {
        return sql.sql("select content_sha256 from custody_entry where case_id = ? and event = 'DISPOSED' order by no")
                .param(id(number))
                .query(String.class)
                .list();
    }

    @Test
    void theFileOfAnImportAndWhatWasCapturedGoFromDiskWhenOneOfItsRowsIsSealed() {
        var other = Casework.address();
        var done = file(other);
        var number = caseOfTheMark();
        var captures = captured(number);
        assertThat(isOnDisk(done.sha256())).isTrue();
        assertThat(captures).hasSize(1).allMatch(this::isOnDisk);

        assertThat(seal(number).statusCode()).isEqualTo(201);

        assertThat(isOnDisk(done.sha256())).isFalse();
        assertThat(captures).noneMatch(this::isOnDisk);
        assertThat(disposals(number)).contains(done.sha256()).containsAll(captures);
        assertThat(custody.verify(id(number), "auditor1").broken()).isEmpty();
        isSealed();
        assertThat(sql.sql("select count(*) from case_target where original_address = ?")
                        .param(other)
                        .query(Integer.class)
                        .single())
                .as("the other row stands in its table")
                .isEqualTo(1);
    }

    @Test
    void broughtAgainTheFileIsKnownAndDoesNotStay() {
        var content = TITLES + row("FRAUD_PHISHING", address);
        var done = imported("list.csv", content);
        seal(caseOfTheMark());

        assertThat(imported("list.csv", content).id()).isEqualTo(done.id());

        assertThat(isOnDisk(done.sha256())).isFalse();
    }

    @Test
    void aLaterFileThatRepeatsTheRowGoesAsWell() {
        var same = row("FRAUD_PHISHING", address);
        var first = imported("list.csv", TITLES + same);
        var later = imported("later.csv", TITLES + same + row("FINANCIAL_PYRAMID", Casework.address()));
        assertThat(List.of(later.accepted(), later.duplicate())).containsExactly(1, 1);
        var number = caseOfTheMark();

        seal(number);

        assertThat(List.of(first.sha256(), later.sha256())).noneMatch(this::isOnDisk);
        assertThat(disposals(number)).contains(first.sha256(), later.sha256());
        var again = imported("again.csv", TITLES + row("FINANCIAL_PYRAMID", Casework.address()) + same);
        assertThat(isOnDisk(again.sha256())).as("known as sealed by then").isFalse();
        isSealed();
    }

    @Test
    void aFileWithARowThatIsSealedFromItsFirstMomentGoesWhenItIsWorkedOff() {
        var done = imported("list.csv", TITLES + row(CATEGORY, address) + row("FINANCIAL_PYRAMID", Casework.address()));

        assertThat(done.state()).isEqualTo(DetectionImport.State.DONE);
        assertThat(isOnDisk(done.sha256())).isFalse();
        assertThat(isOnDisk(imported("other.csv", TITLES + row("FINANCIAL_PYRAMID", Casework.address()))
                        .sha256()))
                .isTrue();
    }

    @Test
    void whatIsEvidenceOfAnotherCaseStaysForThatOne() {
        file(Casework.address());
        var number = caseOfTheMark();
        var captures = captured(number);
        var another = casework.detection("FRAUD_PHISHING", Casework.address());
        assertThat(captured(another)).isEqualTo(captures);

        seal(number);

        assertThat(captures).allMatch(this::isOnDisk);
        seal(another);
        assertThat(captures).noneMatch(this::isOnDisk);
    }

    @Test
    void evidenceThatIsHeldStaysUnreadUntilTheHoldIsLifted() {
        var done = file(Casework.address());
        var number = caseOfTheMark();
        var captures = captured(number);
        var hold = UUID.randomUUID();
        sql.sql(
                        "insert into legal_hold (id, case_id, reasons, set_by, set_at) values (?, ?, 'Court', 'manager1', now())")
                .params(hold, id(number))
                .update();

        assertThat(seal(number).statusCode()).isEqualTo(201);

        assertThat(isOnDisk(done.sha256())).isFalse();
        contents.disposeOfWhatWasLeft();
        assertThat(captures).allMatch(this::isOnDisk);
        assertThat(disposals(number)).containsExactly(done.sha256());

        sql.sql(
                        "insert into legal_hold_lift (hold_id, reasons, lifted_by, lifted_at) values (?, 'Over', 'manager1', now())")
                .param(hold)
                .update();
        contents.disposeOfWhatWasLeft();
        assertThat(captures).noneMatch(this::isOnDisk);
        assertThat(custody.verify(id(number), "auditor1").broken()).isEmpty();
    }
}
