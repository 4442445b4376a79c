package org.duenotice.transparency;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The notices that left, as everybody may see them. */
@Component
@RequiredArgsConstructor
class PublicNotices {

    private static final int PART = 50;

    private final JdbcClient sql;
    private final PublicRegister register;

    /**
     * One notice.
     *
     * @param toOwner sent to whoever answers for a site, and not to a platform
     * @param receivedAt when it is known to have arrived; null when nothing shows it
     * @param done items that were removed, restricted or labelled
     * @param settled items that have any outcome
     */
    record Sent(
            String number,
            String platform,
            String platformName,
            boolean toOwner,
            String request,
            Instant sentAt,
            Instant receivedAt,
            String restrictionNumber,
            String category,
            String actEn,
            String article,
            String paragraph,
            String court,
            String courtActNumber,
            LocalDate courtActDate,
            boolean rescinded,
            String language,
            int items,
            int done,
            int settled) {}

    /** One address of a notice; {@code address} and {@code host} null when they are not shown. */
    record Item(String noticeNumber, String number, String host, String address) {}

    /** The next notices after that number. */
    List<Sent> after(String number) {
        return sql.sql("select * from public_notice where number > ? order by number limit ?")
                .params(number, PART)
                .query(Sent.class)
                .list();
    }

    private record Named(String noticeNumber, long seq) {}

    /** The addresses of those notices. Rows are named before they are asked for: the planner would join the whole register. */
    List<Item> items(Collection<String> numbers) {
        var named = sql.sql("select notice_number, seq from public_notice_item where notice_number = any (?)"
                        + " order by notice_number, seq")
                .param(numbers.toArray(String[]::new))
                .query(Named.class)
                .list();
        var entries = register.entries(named.stream().map(Named::seq).distinct().toList()).stream()
                .collect(Collectors.toMap(Entry::seq, entry -> entry));
        return named.stream()
                .filter(item -> entries.containsKey(item.seq()))
                .map(item -> {
                    var entry = entries.get(item.seq());
                    return new Item(item.noticeNumber(), entry.number(), entry.host(), entry.address());
                })
                .toList();
    }
}
