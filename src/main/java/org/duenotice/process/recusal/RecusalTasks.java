package org.duenotice.process.recusal;

import static org.duenotice.process.Completion.number;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.problem.Problem;
import org.duenotice.process.Completion;
import org.duenotice.process.Hands;
import org.duenotice.process.Input;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.TaskClock;
import org.duenotice.staffing.Recusal;
import org.duenotice.staffing.Recusals;
import org.duenotice.staffing.TaskHandOvers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of recusal in diagram order, and of recusal-motion, the form by which one is asked for in Tasklist. */
@Configuration(proxyBeanMethods = false)
class RecusalTasks {

    @Bean
    JavaDelegate openMotion(Recusals recusals, IdentityService identities) {
        return execution -> {
            var authentication = identities.getCurrentAuthentication();
            if (authentication == null) {
                throw Problem.forbidden("task.nobody", "recusal-motion");
            }
            var input = Input.of(execution);
            var asking = authentication.getUserId();
            var person = input.text("person");
            var opened = recusals.open(
                    new Recusals.Motion(
                            input.requiredText("caseNumber"),
                            person.isEmpty() ? asking : person,
                            input.oneOf("ground", Recusal.Ground.class),
                            input.text("mover"),
                            input.requiredText("reasons")),
                    asking);
            // the recusal's own process has its number; two instances of one number would be two tasks of one number
            execution.setProcessBusinessKey("motion/" + opened.number());
        };
    }

    @Bean
    JavaDelegate openRecusal(Recusals recusals) {
        return execution -> {
            var number = execution.getProcessBusinessKey();
            RecusalProcess.RECUSAL_HEAD.set(execution, recusals.get(number).decides());
            ProcessVariable.set(
                    execution,
                    RecusalProcess.RECUSAL_DUE_AT,
                    recusals.startClock(number).due());
        };
    }

    @Bean
    Completion decideRecusalCompleted(Recusals recusals) {
        return (task, input, person) -> {
            var decision = input.oneOf("decision", Recusal.Decision.class);
            recusals.decide(number(task), decision, input.text("reasons"), person);
            ProcessVariable.set(task, RecusalProcess.RECUSAL_DECISION, decision);
        };
    }

    /** What the recused person holds of the case goes back to the groups; whoever is next claims it there. */
    @Bean
    JavaDelegate handOverRecused(Recusals recusals, Hands hands) {
        return execution -> {
            var recusal = recusals.get(execution.getProcessBusinessKey());
            hands.of(recusal.person(), recusal.caseId())
                    .forEach(held -> hands.give(
                            held, null, TaskHandOvers.Kind.RECUSED, null, recusal.number(), recusal.decidedBy()));
        };
    }

    @Bean
    JavaDelegate recordRecusalBreach(Recusals recusals) {
        return execution -> recusals.breached(execution.getProcessBusinessKey());
    }

    @Bean
    TaskClock recusalClock() {
        return new TaskClock("recusal", Pattern.compile("(RQ-.*)"), "decideRecusal", "recusalOverdue", "recusalDueAt");
    }
}
