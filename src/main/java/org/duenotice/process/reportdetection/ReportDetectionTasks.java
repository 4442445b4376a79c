package org.duenotice.process.reportdetection;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.intake.Detections;
import org.duenotice.intake.Source;
import org.duenotice.problem.Problem;
import org.duenotice.process.Input;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** report-detection: the form in Tasklist; the case process is started by the event, as for every other way in. */
@Configuration(proxyBeanMethods = false)
class ReportDetectionTasks {

    @Bean
    JavaDelegate recordDetection(Detections detections, IdentityService identities) {
        return execution -> {
            var authentication = identities.getCurrentAuthentication();
            if (authentication == null) {
                throw Problem.forbidden("task.nobody", "report-detection");
            }
            var input = Input.of(execution);
            var reported = detections.report(new Detections.Report(
                    input.requiredText("category"),
                    input.requiredText("description"),
                    input.oneOf("source", Source.class),
                    input.text("sourceReference"),
                    input.lines("addresses"),
                    authentication.getUserId()));
            execution.setProcessBusinessKey(reported.number());
        };
    }
}
