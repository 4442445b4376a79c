package org.duenotice.transparency;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The notices that left, as everybody may see them. */
@Component
@RequiredArgsConstructor
class PublicNotices {

    private static final int PART = 500;

    private final JdbcClient sql;

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

    List<Item> items(Collection<String> numbers) {
        return sql.sql(
                        """
                        select i.notice_number, e.number, e.host, e.address
                        from public_notice_item i join public_entry e on e.seq = i.seq
                        where i.notice_number = any (?) order by i.notice_number, i.seq
                        """)
                .param(numbers.toArray(String[]::new))
                .query(Item.class)
                .list();
    }
}
