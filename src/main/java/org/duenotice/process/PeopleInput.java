package org.duenotice.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.json.SpinJsonNode;
import org.duenotice.problem.Problem;
import org.duenotice.web.Problems;
import org.duenotice.web.Words;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Brings what people enter into the engine and what is wrong with it back out. All values of a form travel as one transient
 * variable: nothing entered can overwrite a process variable, nothing is stored twice, and long texts have room.
 */
@Component
@RequiredArgsConstructor
class PeopleInput {

    private final ObjectMapper json;
    private final Words words;
    private final HeldTasks held;

    /** Completes a task with what a person entered, as {@link HeldTasks} does. */
    <T> T complete(String taskId, Map<String, Object> entered, Function<Map<String, Object>, T> work, T nothing) {
        return telling(() -> held.complete(taskId, values(entered), () -> work.apply(carry(entered)), nothing));
    }

    private Map<String, Object> values(Map<String, Object> entered) {
        var values = new HashMap<String, Object>();
        if (entered != null) {
            entered.forEach((name, value) -> values.put(name, plain(value)));
        }
        return values;
    }

    Map<String, Object> carry(Map<String, Object> entered) {
        var values = values(entered);
        return Variables.createVariables().putValueTyped(Input.VARIABLE, Variables.untypedValue(values, true));
    }

    private Object plain(Object value) {
        if (value instanceof SerializableValue serialized && serialized.getValueSerialized() != null) {
            return parsed(serialized.getValueSerialized());
        }
        if (value instanceof TypedValue typed) {
            return plain(typed.getValue());
        }
        return value instanceof SpinJsonNode node ? parsed(node.toString()) : value;
    }

    private Object parsed(String text) {
        try {
            return json.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new Refusal("The form sent something that is not JSON");
        }
    }

    /** Runs the engine's work and turns a refusal from inside it into words for the person, in the person's language. */
    <T> T telling(Supplier<T> work) {
        try {
            return work.get();
        } catch (ProcessEngineException | Problem e) {
            throw told(e);
        }
    }

    void telling(Runnable work) {
        telling(() -> {
            work.run();
            return null;
        });
    }

    private RuntimeException told(RuntimeException failure) {
        if (failure instanceof OptimisticLockingException) {
            return told(Problem.conflict(Problems.CONCURRENT_CHANGE));
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return new Refusal(words.of(problem, LocaleContextHolder.getLocale()), problem);
            }
        }
        return failure;
    }
}
