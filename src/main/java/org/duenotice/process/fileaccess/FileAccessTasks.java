package org.duenotice.process.fileaccess;

import static org.duenotice.process.Completion.number;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.appeal.FileAccesses;
import org.duenotice.process.Completion;
import org.duenotice.process.ProcessVariable;
import org.duenotice.process.TaskClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of file-access in diagram order. */
@Configuration(proxyBeanMethods = false)
class FileAccessTasks {

    private enum Answer {
        GRANTED,
        REFUSED
    }

    @Bean
    JavaDelegate openFileAccess(FileAccesses files) {
        return execution -> ProcessVariable.set(
                execution, FileAccessProcess.FILE_ACCESS_DUE_AT, files.open(execution.getProcessBusinessKey()));
    }

    @Bean
    Completion grantFileAccessCompleted(FileAccesses files) {
        return (task, input, person) -> files.answer(
                number(task), input.oneOf("fileAnswer", Answer.class) == Answer.GRANTED, input.text("remarks"), person);
    }

    @Bean
    JavaDelegate recordFileAccessBreach(FileAccesses files) {
        return execution -> files.breached(execution.getProcessBusinessKey());
    }

    @Bean
    TaskClock fileAccessClock() {
        return new TaskClock(
                "file-access",
                Pattern.compile("(A-.*)/FILE_ACCESS"),
                "grantFileAccess",
                "fileAccessOverdue",
                "fileAccessDueAt");
    }
}
