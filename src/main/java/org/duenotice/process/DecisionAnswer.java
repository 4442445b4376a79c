package org.duenotice.process;

import java.util.Map;

/** The one row that a decision table answered with, by the names of its outputs. */
public record DecisionAnswer(Map<String, Object> outputs) {

    public String text(String output) {
        var value = outputs.get(output);
        return value == null ? "" : value.toString();
    }

    public boolean flag(String output) {
        return Boolean.TRUE.equals(outputs.get(output));
    }
}
