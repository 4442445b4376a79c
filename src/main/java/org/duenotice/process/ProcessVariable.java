package org.duenotice.process;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.Variables.SerializationDataFormats;

/**
 * A variable that a gateway, a timer or a mapping of a model reads; declared once, typed, and never more than text, flag, moment
 * or a list of numbers people speak. Everything else lives in tables.
 */
public final class ProcessVariable<T> {

    private final String name;
    private final Class<T> type;

    private ProcessVariable(String name, Class<T> type) {
        this.name = name;
        this.type = type;
    }

    public static ProcessVariable<String> text(String name) {
        return new ProcessVariable<>(name, String.class);
    }

    public static ProcessVariable<Boolean> flag(String name) {
        return new ProcessVariable<>(name, Boolean.class);
    }

    /** A moment, kept as {@link Date} because that is what timers take. */
    public static ProcessVariable<Date> moment(String name) {
        return new ProcessVariable<>(name, Date.class);
    }

    public String name() {
        return name;
    }

    public void set(VariableScope scope, T value) {
        scope.setVariable(name, value);
    }

    /** The value, or null where it was never set. */
    public T in(VariableScope scope) {
        return type.cast(scope.getVariable(name));
    }

    public static void set(VariableScope scope, ProcessVariable<Date> variable, Instant moment) {
        variable.set(scope, Date.from(moment));
    }

    public static void set(VariableScope scope, ProcessVariable<String> variable, Enum<?> outcome) {
        variable.set(scope, outcome.name());
    }

    /** The numbers that a multi-instance activity walks. */
    public static void setNumbers(VariableScope scope, String name, List<String> numbers) {
        scope.setVariable(
                name,
                Variables.objectValue(new java.util.ArrayList<>(numbers))
                        .serializationDataFormat(SerializationDataFormats.JSON)
                        .create());
    }
}
