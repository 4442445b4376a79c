package org.duenotice.transparency;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.web.Words;
import org.springframework.stereotype.Component;

/** A notice in the field names of the Lumen database. What each field is made of stands in docs/transparency.md. */
@Component
@RequiredArgsConstructor
class NoticeRecords {

    private final Words words;
    private final RegisterSettings settings;

    /** Absent fields do not apply or are not known. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Notice(
            String id,
            String type,
            String title,
            Instant dateSent,
            Instant dateReceived,
            String requestType,
            String actionTaken,
            List<String> jurisdictionList,
            List<String> regulationList,
            String language,
            String caseIdNumber,
            boolean reviewRequired,
            boolean rescinded,
            boolean hidden,
            boolean spam,
            boolean published,
            boolean fullNoticeVersionOnlyResearchers,
            int urlCount,
            List<Entity> entities,
            List<Work> works) {}

    /** Who had which part in the notice; no people. */
    record Entity(String role, String name) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Work(String kind, String description, List<Site> infringingUrlsByFqdn) {}

    /** How many addresses of a notice are on a host; hosts that are not shown are counted under an empty name. */
    record Site(String fqdn, int count, List<Url> urls) {}

    /** {@code entry} is its page in the register. */
    record Url(String url, String entry) {}

    Notice of(PublicNotices.Sent notice, List<PublicNotices.Item> items) {
        return new Notice(
                notice.number(),
                notice.courtActNumber() == null ? "GovernmentRequest" : "CourtOrder",
                notice.rescinded() ? "Notice Rescinded" : "Notice " + notice.number() + " to " + recipient(notice),
                notice.sentAt(),
                notice.receivedAt(),
                "Agency",
                action(notice),
                List.of("KZ"),
                List.of("%s, article %s, paragraph %s".formatted(notice.actEn(), notice.article(), notice.paragraph())),
                notice.language(),
                notice.restrictionNumber(),
                false,
                notice.rescinded(),
                false,
                false,
                true,
                false,
                notice.items(),
                entities(notice),
                notice.rescinded() ? List.of() : List.of(work(notice, items)));
    }

    private static String action(PublicNotices.Sent notice) {
        if (notice.settled() == 0) {
            return "Unspecified";
        }
        if (notice.done() == notice.items()) {
            return "Yes";
        }
        return notice.done() > 0 ? "Partial" : notice.settled() == notice.items() ? "No" : "Unspecified";
    }

    private static String recipient(PublicNotices.Sent notice) {
        return notice.toOwner() ? "the owner of a site" : notice.platformName();
    }

    private List<Entity> entities(PublicNotices.Sent notice) {
        var entities = new ArrayList<Entity>();
        entities.add(new Entity("sender", settings.authority()));
        entities.add(new Entity("recipient", recipient(notice)));
        if (notice.court() != null) {
            entities.add(new Entity("issuing_court", notice.court()));
        }
        return entities;
    }

    private Work work(PublicNotices.Sent notice, List<PublicNotices.Item> items) {
        var byHost = items.stream().collect(Collectors.groupingBy(item -> Objects.requireNonNullElse(item.host(), "")));
        return new Work(
                "content",
                words.text("category." + notice.category(), Locale.ENGLISH),
                byHost.entrySet().stream()
                        .map(host -> new Site(host.getKey(), host.getValue().size(), urls(host.getValue())))
                        .sorted(Comparator.comparing(Site::fqdn))
                        .toList());
    }

    private List<Url> urls(List<PublicNotices.Item> items) {
        return items.stream()
                .map(item -> new Url(item.address(), settings.page(item.number())))
                .toList();
    }
}
