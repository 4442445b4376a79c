package org.duenotice.process;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.Clocks;
import org.duenotice.operator.Executions;
import org.duenotice.operator.Orders;
import org.springframework.stereotype.Component;

/** The facts of one operator's execution of an order for a form, beside those of its case. */
@Component
@RequiredArgsConstructor
class OrderFacts {

    private final Orders orders;
    private final Executions executions;
    private final Clocks clocks;
    private final CaseFacts caseFacts;
    private final Shown shown;

    UUID caseOf(String execution) {
        return orders.byNumber(Executions.orderNumber(execution)).caseId();
    }

    Map<String, Object> of(String number, Locale locale) {
        var order = orders.byNumber(Executions.orderNumber(number));
        var execution = executions.byNumber(number);
        var about = new HashMap<String, Object>();
        about.put("number", order.number());
        about.put("kind", shown.code("order", order.kind(), locale));
        about.put("operator", execution.operatorName());
        about.put("address", execution.address());
        about.put("state", shown.code("execution", execution.state(), locale));
        about.put("words", execution.words());
        about.put("sentAt", shown.moment(execution.sentAt()));
        about.put("link", "/api/v1/orders/%s/pdf".formatted(order.number()));
        about.put(
                "items",
                orders.items(order.id()).stream()
                        .map(item -> Map.of("no", item.no(), "address", item.address()))
                        .toList());
        var facts = new HashMap<String, Object>();
        facts.put("order", about);
        clocks.of(order.caseId()).stream()
                .filter(clock -> clock.subject().equals(number))
                .reduce((earlier, later) -> later)
                .ifPresent(clock -> facts.put("clock", caseFacts.clock(clock, locale)));
        return facts;
    }
}
