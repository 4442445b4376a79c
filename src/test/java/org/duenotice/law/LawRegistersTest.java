package org.duenotice.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.duenotice.DueNoticeTest;
import org.duenotice.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@DueNoticeTest
class LawRegistersTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final String PYRAMID_CHANNEL = "tg:channel:demo_pyramid_court";

    @Autowired
    LegalBases bases;

    @Autowired
    JudicialActs acts;

    @Autowired
    Competences competences;

    @Autowired
    JdbcClient jdbc;

    @ParameterizedTest
    @CsvSource({
        "FINANCIAL_PYRAMID, 'criminal-217-1, criminal-217-2, criminal-217-3'",
        "ILLEGAL_GAMBLING, 'criminal-307-1, criminal-307-2, criminal-307-3'",
        "DRUG_SALE, criminal-297-1",
        "FRAUD_PHISHING, criminal-190-1",
        "PYRAMID_ADVERTISING, administrative-150-1",
        "LOTTERY_BY_NON_OPERATOR, administrative-445-1-6"
    })
    void eachCategoryHasItsOffences(String category, String codes) {
        assertThat(bases.of(codes.startsWith("criminal") ? Purpose.CRIMINAL : Purpose.ADMINISTRATIVE, category, TODAY))
                .extracting(LegalBasis::code)
                .containsExactly(codes.split(", "));
    }

    @Test
    void aRepealedBasisIsNotOfferedAndNotAccepted() {
        var repealed = bases.get(idOf("restriction-mass-media-1999"));

        assertThat(bases.of(Purpose.RESTRICTION, "FINANCIAL_PYRAMID", TODAY))
                .extracting(LegalBasis::code)
                .containsExactly("restriction-judicial-act", "restriction-law");
        assertThat(bases.validOn(repealed.id(), repealed.validTo())).isEqualTo(repealed);
        assertProblem("law.basis-not-valid", () -> bases.validOn(repealed.id(), TODAY));
    }

    @Test
    @Transactional
    void aRepealRecordedAfterTheBasisWasChosenCounts() {
        var chosen = idOf("restriction-law");
        jdbc.sql(
                        """
                        insert into legal_basis (code, purpose, act_ru, act_kk, act_en, article, paragraph, summary_ru,
                            summary_kk, summary_en, categories, needs_act, widest_measure, source, verified, valid_from,
                            valid_to)
                        select code, purpose, act_ru, act_kk, act_en, article, paragraph, summary_ru, summary_kk,
                            summary_en, categories, needs_act, widest_measure, 'test', verified, valid_from,
                            '2026-11-21'
                        from legal_basis where id = :id
                        """)
                .param("id", chosen)
                .update();

        assertProblem("law.basis-not-valid", () -> bases.validOn(chosen, TODAY));
        assertThat(bases.get(chosen).validTo()).isNull();
    }

    @Test
    void aBasisThatIsNotInTheRegisterIsNoBasis() {
        assertProblem("law.basis-unknown", () -> bases.validOn(UUID.randomUUID(), TODAY));
    }

    @Test
    void aCitationNamesActArticleAndParagraphInThreeLanguages() {
        assertThat(bases.get(idOf("restriction-law")).citation())
                .isEqualTo(
                        new Wording(
                                "Закон РК от 5 июля 2004 года № 567 «О связи», статья 41-1, пункт 1-1",
                                "«Байланыс туралы» ҚР 2004 жылғы 5 шілдедегі № 567 Заңы, 41-1-бап, 1-1-тармақ",
                                "Law of the Republic of Kazakhstan on Communications of 5 July 2004 No 567, article 41-1, paragraph 1-1"));
        assertThat(bases.get(idOf("criminal-217-2")).citation().ru()).endsWith("статья 217, часть 2");
        assertThat(bases.get(idOf("administrative-445-1-6")).citation().kk()).endsWith("445-1-бап, 6-бөлік");
    }

    @Test
    void noBasisAllowsToRestrictAWholePlatform() {
        assertThat(jdbc.sql(
                                "select count(*) from legal_basis where widest_measure in ('SERVICE', 'PLATFORM') and source <> 'test'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void anActNamesATargetByItsVeryKey() {
        var act = acts.naming(List.of("web:other.example|/|", PYRAMID_CHANNEL), TODAY);

        assertThat(act).extracting(JudicialAct::number).containsExactly("DEMO-2-1453/2026");
        assertThat(acts.names(act.get(0).id(), PYRAMID_CHANNEL)).isTrue();
        assertThat(acts.names(act.get(0).id(), "tg:post:demo_pyramid_court/1")).isFalse();
        assertThat(acts.naming(List.of("web:casino-demo.example|/promo|"), TODAY))
                .isEmpty();
    }

    @Test
    void anActIsInForceFromTheDayItCameIntoForceAndNotFromTheDayItWasMade() {
        var act = acts.naming(List.of(PYRAMID_CHANNEL), TODAY).get(0);

        assertThat(acts.inForce(act.id(), act.inForceSince())).isEqualTo(act);
        assertProblem("law.act-not-in-force", () -> acts.inForce(act.id(), act.actDate()));
        assertThat(acts.naming(List.of(PYRAMID_CHANNEL), act.actDate())).isEmpty();
        assertProblem("law.act-unknown", () -> acts.inForce(UUID.randomUUID(), TODAY));
    }

    @Test
    @Transactional
    void anActThatWasOverturnedIsNoLongerInForce() {
        var act = acts.naming(List.of(PYRAMID_CHANNEL), TODAY).get(0);
        jdbc.sql(
                        """
                        insert into judicial_act (number, court, act_date, operative_part, source, verified,
                                                  in_force_since, in_force_until)
                        values (:number, :court, :date, 'overturned', 'test', false, :since, '2026-11-21')
                        """)
                .param("number", act.number())
                .param("court", act.court())
                .param("date", act.actDate())
                .param("since", act.inForceSince())
                .update();

        assertProblem("law.act-not-in-force", () -> acts.inForce(act.id(), TODAY));
        assertThat(acts.naming(List.of(PYRAMID_CHANNEL), TODAY)).isEmpty();
        assertThat(acts.names(act.id(), PYRAMID_CHANNEL)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OTHER", "POLITICAL_OPINION", "JOURNALISM", "RELIGION", "SATIRE", ""})
    void whatNobodyPutIntoTheRegisterIsOutOfCompetence(String category) {
        assertThat(competences.within(category, TODAY)).isFalse();
        assertThat(competences.bodies(category, "NONE", TODAY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "FINANCIAL_PYRAMID, CRIMINAL, 'ANTI_CORRUPTION, ECONOMIC_INVESTIGATIONS, POLICE'",
        "ILLEGAL_GAMBLING, CRIMINAL, 'ANTI_CORRUPTION, ECONOMIC_INVESTIGATIONS'",
        "DRUG_SALE, CRIMINAL, POLICE",
        "FRAUD_PHISHING, CRIMINAL, POLICE",
        "PYRAMID_ADVERTISING, ADMINISTRATIVE, ECONOMIC_INVESTIGATIONS",
        "LOTTERY_BY_NON_OPERATOR, ADMINISTRATIVE, TOURISM_MINISTRY",
        "FINANCIAL_PYRAMID, NONE, INFORMATION_MINISTRY"
    })
    void theBodyThatTakesOverFollowsFromCategoryAndRoute(String category, String route, String codes) {
        assertThat(competences.within(category, TODAY)).isTrue();
        assertThat(competences.bodies(category, route, TODAY))
                .extracting(Body::code)
                .containsExactly(codes.split(", "));
    }

    @Test
    @Transactional
    void aCompetenceThatWasTakenAwayIsGoneFromItsLastDayOn() {
        jdbc.sql(
                        """
                        insert into competence (category, within, offence_route, body_code, citation, source, verified,
                                                valid_from, valid_to)
                        select category, within, offence_route, body_code, citation, 'test', verified, valid_from,
                               '2026-11-21'
                        from competence where category = 'DRUG_SALE'
                        """)
                .update();

        assertThat(competences.within("DRUG_SALE", LocalDate.of(2026, 11, 21))).isTrue();
        assertThat(competences.within("DRUG_SALE", TODAY)).isFalse();
    }

    @Test
    void aBodyHasANameInThreeLanguages() {
        assertThat(competences.body("TOURISM_MINISTRY", TODAY).name())
                .isEqualTo(new Wording(
                        "Министерство туризма и спорта РК",
                        "ҚР Туризм және спорт министрлігі",
                        "Ministry of Tourism and Sport"));
        assertProblem("law.body-unknown", () -> competences.body("NOBODY", TODAY));
    }

    private UUID idOf(String code) {
        return jdbc.sql("select id from current_legal_basis where code = :code")
                .param("code", code)
                .query(UUID.class)
                .single();
    }

    private static void assertProblem(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.getCode())
                .isEqualTo(code));
    }
}
