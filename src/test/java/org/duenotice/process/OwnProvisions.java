package org.duenotice.process;

import static org.duenotice.process.RegisterDesk.JSON;
import static org.duenotice.process.RegisterDesk.basis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Provisions that only the cases of one test rest on. */
class OwnProvisions {

    static final String CATEGORY = "PYRAMID_ADVERTISING";

    private final Casework casework;
    private final RegisterDesk desk;
    private final List<ObjectNode> rows = new ArrayList<>();

    OwnProvisions(Casework casework, int port) {
        this.casework = casework;
        this.desk = new RegisterDesk(port);
    }

    /** A provision of that article, which a restriction in the category can rest on. */
    ObjectNode recorded(String article) {
        var row = basis().put("article", article);
        row.set("categories", JSON.createArrayNode().add(CATEGORY));
        desk.recorded("legal-bases", row);
        rows.add(row);
        return row;
    }

    UUID id(ObjectNode row) {
        return UUID.fromString(current(row).path("id").asText());
    }

    private JsonNode current(ObjectNode row) {
        return desk.current("legal-bases", row.path("code").asText(), "");
    }

    /** The last day of it is the day before. */
    String repealed(ObjectNode row, String lastDay) {
        return desk.recorded("legal-bases", row.put("validTo", lastDay));
    }

    /** Worded anew from the day after that one on. */
    ObjectNode amended(ObjectNode row, String lastDay, String validFrom) {
        var amended = row.deepCopy().put("validFrom", validFrom).put("summaryEn", "Amended wording");
        desk.recorded(
                "legal-bases",
                JSON.createArrayNode()
                        .add(row.deepCopy().put("validTo", lastDay))
                        .add(amended));
        rows.remove(row);
        rows.add(amended);
        return amended;
    }

    /** What the form of a qualification sends. */
    Map<String, Object> measures(ObjectNode row) {
        var input = new HashMap<>(casework.measures(CATEGORY, "NONE", true));
        input.put("restrictionBasis", id(row).toString());
        return input;
    }

    /** What fell stands again, so that the letters of these cases go on; nobody else finds the provisions. */
    void leave() {
        rows.forEach(row -> {
            row.remove("validTo");
            row.set("categories", JSON.createArrayNode().add("REGISTER_TEST"));
            desk.recorded("legal-bases", row);
        });
        rows.clear();
    }
}
