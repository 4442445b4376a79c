package org.duenotice.process;

import static java.util.stream.Collectors.toMap;
import static org.duenotice.process.RegisterDesk.JSON;
import static org.duenotice.process.RegisterDesk.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.duenotice.security.Caller;

/** Enters judicial acts as people and systems do; each desk has an act and addresses that no other has. */
final class ActDesk {

    static final String ACTS = "/api/v1/incoming-acts";
    private static final String PYRAMID = "FINANCIAL_PYRAMID";

    final String mark = UUID.randomUUID().toString().substring(0, 8);
    final int post = 1_000_000 + Math.abs(mark.hashCode() % 8_000_000);
    private final int port;
    private final Casework casework;

    ActDesk(int port, Casework casework) {
        this.port = port;
        this.casework = casework;
    }

    String telegram(int n) {
        return "https://t.me/demo_act_%s/%d".formatted(mark, n);
    }

    String vk(int n) {
        return "https://vk.com/wall-%d_%d".formatted(post, n);
    }

    ObjectNode act(List<String> targets) {
        var act = JSON.createObjectNode()
                .put("number", "2-" + mark + "/2026")
                .put("actDate", "2026-10-20")
                .put("court", "Court of the Tests")
                .put("inForceSince", "2026-11-01")
                .put("operativePart", "The distribution of the content at the addresses named is prohibited")
                .put("source", "Incoming letter 12")
                .put("verified", true)
                .put("category", PYRAMID)
                .put("reasonsRu", "Суд запретил распространение")
                .put("reasonsKk", "Сот таратуға тыйым салды");
        var named = act.putArray("targets");
        targets.forEach(named::add);
        return act;
    }

    HttpResponse<String> report(ObjectNode act, String key) {
        return Caller.of(port, "caseworker1").post(ACTS, act.toString(), "Idempotency-Key", key);
    }

    /** With the drafts, which are made after it was recorded. */
    JsonNode reported(List<String> targets) {
        var entered = ok(report(act(targets), UUID.randomUUID().toString()), 201);
        casework.runJobs();
        return read(entered.path("number").asText());
    }

    JsonNode read(String number) {
        return ok(Caller.of(port, "auditor1").get(ACTS + "/" + number), 200);
    }

    static Map<String, Integer> lines(JsonNode act) {
        return stream(act.path("lines"))
                .collect(toMap(count -> count.path("outcome").asText(), count -> count.path("lines")
                        .asInt()));
    }

    static Stream<JsonNode> stream(JsonNode many) {
        return StreamSupport.stream(many.spliterator(), false);
    }

    static Map<String, String> casesByPlatform(JsonNode act) {
        return stream(act.path("drafts"))
                .collect(toMap(draft -> draft.path("platform").asText(), draft -> draft.path("caseNumber")
                        .asText()));
    }

    Map<String, Object> corrected(List<String> targets) {
        var input = new HashMap<String, Object>();
        var act = act(List.of());
        act.properties()
                .forEach(field -> input.put(field.getKey(), field.getValue().asText()));
        input.put("actNumber", act.path("number").asText());
        input.put("actSource", "Incoming letter 12");
        input.put("verified", true);
        input.put("actCorrection", "SUBMIT");
        input.put("addresses", String.join("\n", targets));
        return input;
    }
}
