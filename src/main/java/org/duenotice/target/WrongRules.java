package org.duenotice.target;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import org.duenotice.problem.Problem;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Says what is wrong with a text that is to be rules, and in which of its lines. */
final class WrongRules {

    private static final int UNKNOWN = 0;
    private static final int SHORTEST_QUOTE = 4;

    private WrongRules() {}

    /** @return {@code target-rules.wrong} with the reason and the line, which is 0 where no line is to blame */
    static Problem problem(String yaml, IllegalArgumentException wrong) {
        if (wrong.getCause() instanceof MarkedYAMLException marked) {
            return Problem.invalid("target-rules.wrong", marked.getProblem(), line(marked.getProblemMark()));
        }
        if (wrong.getCause() instanceof JsonMappingException mapping) {
            return Problem.invalid("target-rules.wrong", reason(mapping), line(yaml, mapping.getPath()));
        }
        return Problem.invalid("target-rules.wrong", wrong.getMessage(), lineThatIsQuoted(yaml, wrong.getMessage()));
    }

    private static String reason(JsonMappingException mapping) {
        return mapping instanceof UnrecognizedPropertyException unknown
                ? unknown.getPropertyName() + ": " + unknown.getKnownPropertyIds()
                : mapping.getOriginalMessage();
    }

    private static int line(Mark mark) {
        return mark == null ? UNKNOWN : mark.getLine() + 1;
    }

    /** Where that field stands in the text. */
    private static int line(String yaml, List<JsonMappingException.Reference> path) {
        var found = UNKNOWN;
        var node = new Yaml().compose(new StringReader(yaml));
        for (var step : path) {
            if (node instanceof MappingNode fields) {
                var field = field(fields, step.getFieldName());
                if (field == null) {
                    return found;
                }
                found = line(field.getKeyNode().getStartMark());
                node = field.getValueNode();
            } else if (node instanceof SequenceNode items
                    && step.getIndex() >= 0
                    && step.getIndex() < items.getValue().size()) {
                node = items.getValue().get(step.getIndex());
                found = line(node.getStartMark());
            }
        }
        return found;
    }

    private static NodeTuple field(MappingNode fields, String name) {
        return fields.getValue().stream()
                .filter(field -> isNamed(field.getKeyNode(), name))
                .findFirst()
                .orElse(null);
    }

    private static boolean isNamed(Node node, String name) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(name);
    }

    /** The first line that has something the reason quotes: a form, a host, an address. */
    private static int lineThatIsQuoted(String yaml, String reason) {
        var lines = yaml.split("\n", -1);
        var quotes = reason.replaceFirst("^[A-Z_0-9]+: ", "").split(": | ");
        return Arrays.stream(quotes)
                .filter(quote -> quote.length() >= SHORTEST_QUOTE && quote.matches(".*[./{?#:].*"))
                .mapToInt(quote -> lineWith(lines, quote))
                .filter(line -> line != UNKNOWN)
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static int lineWith(String[] lines, String quote) {
        for (var at = 0; at < lines.length; at++) {
            if (lines[at].contains(quote)) {
                return at + 1;
            }
        }
        return UNKNOWN;
    }
}
