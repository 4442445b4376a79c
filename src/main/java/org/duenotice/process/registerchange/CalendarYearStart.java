package org.duenotice.process.registerchange;

import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.register.CalendarYears;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks at the start and every hour whether the calendar of a year is missing, on the nodes that also work jobs. */
@Slf4j
@Component
@RequiredArgsConstructor
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
class CalendarYearStart {

    private final CalendarYears years;

    /** Once everything is deployed; a first start would have no process for it before. */
    @EventListener(ApplicationReadyEvent.class)
    void lookAtStart() {
        try {
            look();
        } catch (RuntimeException e) {
            log.error("Whether a calendar is missing could not be seen; that is tried again in an hour", e);
        }
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void look() {
        years.openMissing()
                .forEach((year, number) -> log.warn("The calendar of {} is not loaded; {} waits for it", year, number));
    }
}
