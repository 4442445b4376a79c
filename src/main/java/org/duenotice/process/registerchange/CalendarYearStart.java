package org.duenotice.process.registerchange;

import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.register.CalendarYears;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every hour whether the calendar of a year is missing, on the nodes that also work jobs. */
@Slf4j
@Component
@RequiredArgsConstructor
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
class CalendarYearStart {

    private final CalendarYears years;

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void look() {
        years.openMissing()
                .forEach((year, number) -> log.warn("The calendar of {} is not loaded; {} waits for it", year, number));
    }
}
