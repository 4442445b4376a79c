package org.duenotice.process.mirror;

import static org.duenotice.process.SecondPerson.FIRST_PERSON;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.process.Completion;
import org.duenotice.process.SecondPerson;
import org.duenotice.recreation.Mirrors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of mirror in diagram order. */
@Configuration(proxyBeanMethods = false)
class MirrorTasks {

    /** The second person's word. */
    enum Word {
        CONFIRM,
        REJECT
    }

    @Bean
    JavaDelegate planMirror(Mirrors mirrors) {
        return execution -> FIRST_PERSON.set(
                execution, mirrors.byNumber(execution.getProcessBusinessKey()).proposedBy());
    }

    @Bean
    Completion decideMirrorCompleted(Mirrors mirrors) {
        return (task, input, person) -> {
            SecondPerson.refuseFirst(task, person);
            var mirror = mirrors.byNumber(task.getExecution().getProcessBusinessKey());
            mirrors.decide(
                    mirror.id(), input.oneOf("decision", Word.class) == Word.CONFIRM, input.text("remarks"), person);
        };
    }
}
