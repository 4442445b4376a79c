package org.duenotice.search;

import lombok.RequiredArgsConstructor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Puts the words that people wrote in a case together, a moment after they were written. Until then they are found, too, only not by
 * the index; so nothing is lost when this stands still, searches take longer.
 */
@Component
@RequiredArgsConstructor
class WordGathering {

    /** Few, because whoever decides something in one of them waits until all of them are done. */
    private static final int CASES_AT_A_TIME = 5;

    private final JdbcClient sql;

    /** Some cases in a transaction of their own; on one node at a time. @return of how many cases */
    int gather() {
        return sql.sql("select gather_words(:most)")
                .param("most", CASES_AT_A_TIME)
                .query(Integer.class)
                .single();
    }

    @Component
    @RequiredArgsConstructor
    @ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
    static class Worker {

        private final WordGathering gathering;

        @Scheduled(fixedDelayString = "PT2S")
        void work() {
            while (gathering.gather() > 0) {
                // the next ones
            }
        }
    }
}
