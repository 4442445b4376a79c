package org.duenotice.process.absence;

import java.time.Instant;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.WallTime;
import org.duenotice.problem.Problem;
import org.duenotice.process.Hands;
import org.duenotice.process.Input;
import org.duenotice.process.ProcessVariable;
import org.duenotice.security.CurrentPerson;
import org.duenotice.staffing.Absences;
import org.duenotice.staffing.TaskHandOvers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of absence in diagram order, and of absence-notice, the form by which one is recorded in Tasklist. */
@Configuration(proxyBeanMethods = false)
class AbsenceTasks {

    @Bean
    JavaDelegate recordAbsence(Absences absences, CurrentPerson person) {
        return execution -> {
            var input = Input.of(execution);
            var away = input.text("person");
            var recorded = absences.record(
                    away.isEmpty() ? person.id() : away,
                    input.requiredText("deputy"),
                    day(input, "firstDay", 0),
                    day(input, "lastDay", 1),
                    input.requiredText("reasons"));
            execution.setProcessBusinessKey("notice/" + recorded.number());
        };
    }

    /** The beginning of that day in Kazakhstan, or of one so many days later. */
    private static Instant day(Input input, String field, int later) {
        var day = input.day(field);
        if (day == null) {
            throw Problem.invalid("input.missing", field);
        }
        return WallTime.at(day.plusDays(later).atStartOfDay());
    }

    @Bean
    JavaDelegate planAbsence(Absences absences) {
        return execution -> {
            var absence = absences.get(execution.getProcessBusinessKey());
            ProcessVariable.set(execution, AbsenceProcess.ABSENCE_BEGINS_AT, absence.beginsAt());
            ProcessVariable.set(execution, AbsenceProcess.ABSENCE_ENDS_AT, absence.endsAt());
        };
    }

    /** What the deputy may not take goes back to its group. */
    @Bean
    JavaDelegate handToDeputy(Absences absences, Hands hands) {
        return execution -> {
            var absence = absences.get(execution.getProcessBusinessKey());
            hands.of(absence.person())
                    .forEach(held -> hands.giveWherePossible(
                            held,
                            absence.deputy(),
                            TaskHandOvers.Kind.TO_DEPUTY,
                            absence.number(),
                            absence.reasons(),
                            Timeline.SOFTWARE));
        };
    }

    @Bean
    JavaDelegate handBack(Absences absences, TaskHandOvers handOvers, Hands hands) {
        return execution -> {
            var absence = absences.get(execution.getProcessBusinessKey());
            hands.of(absence.deputy(), handOvers.withDeputy(absence.number()))
                    .forEach(held -> hands.giveWherePossible(
                            held,
                            absence.person(),
                            TaskHandOvers.Kind.FROM_DEPUTY,
                            absence.number(),
                            absence.reasons(),
                            Timeline.SOFTWARE));
        };
    }
}
