package org.duenotice.process.measures;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.notice.Notices;
import org.duenotice.process.ProcessVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of measures in diagram order. */
@Configuration(proxyBeanMethods = false)
class MeasuresTasks {

    @Bean
    JavaDelegate prepareNotices(Notices notices) {
        return execution -> ProcessVariable.setNumbers(
                execution, MeasuresProcess.NOTICE_NUMBERS, notices.prepare(execution.getProcessBusinessKey()));
    }
}
