package org.duenotice.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A YAML file with rows of several registers, such as a first load: a list of rows under the name of each register. Each register
 * becomes one change for a second person; rows that are there already are left out, so that the same file twice proposes nothing.
 */
@Component
@RequiredArgsConstructor
class RegisterFiles {

    private final RegisterFormat format;
    private final RegisterRows rows;
    private final Changes changes;
    private final ObjectMapper json;

    /** What a file came to. */
    record Loaded(List<String> changes, int rows, int unchanged) {}

    /** @throws Problem {@code register.*} when anything in the file is wrong; nothing of it is kept then */
    @Transactional
    Loaded propose(String file, String reasons, String person) {
        var tree = format.tree(file);
        if (tree == null || !tree.isObject() || tree.isEmpty()) {
            throw Problem.invalid("register.no-file");
        }
        var numbers = new ArrayList<String>();
        var counted = new int[2];
        tree.properties().forEach(section -> {
            var register = Register.of(section.getKey());
            var wanted = format.rows(register, section.getValue());
            var missing = json.createArrayNode();
            wanted.stream()
                    .filter(row -> !isThere(register, row))
                    .<JsonNode>map(format::node)
                    .forEach(missing::add);
            counted[0] += missing.size();
            counted[1] += wanted.size() - missing.size();
            if (!missing.isEmpty()) {
                numbers.add(changes.propose(register, missing, reasons, person));
            }
        });
        return new Loaded(numbers, counted[0], counted[1]);
    }

    private boolean isThere(Register register, Row row) {
        return rows.current(register, row)
                .filter(version -> version.row().equals(row))
                .isPresent();
    }
}
