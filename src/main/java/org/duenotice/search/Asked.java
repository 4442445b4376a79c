package org.duenotice.search;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duenotice.problem.Problem;

/**
 * What is asked for; every part is optional and all that are given have to fit.
 *
 * @param q what a person types into one line: a number, an address, a host, or words
 * @param text words: {@code "quoted"} ones stand together, {@code -without}, {@code one OR other}, {@code begin*}
 * @param number a number people speak, of a case or of a notice, an order, a letter, a body notification in it
 * @param address an address, in any spelling of it
 * @param host a part of a host, three characters or more
 * @param route {@code CRIMINAL}, {@code ADMINISTRATIVE} or {@code RESTRICTION}, as approved
 * @param dueFrom the first day on which a running clock of the case may end, in Kazakhstan
 * @param dueTo the last such day
 * @param participant the login of somebody who acted in the case
 * @param courtAct the number of a judicial act that the case rests on
 */
public record Asked(
        String q,
        String text,
        String number,
        String address,
        String host,
        String platform,
        String category,
        String state,
        String source,
        String route,
        LocalDate dueFrom,
        LocalDate dueTo,
        LocalDate openedFrom,
        LocalDate openedTo,
        String participant,
        String courtAct) {

    private static final int LONGEST = 2_000;
    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;

    /** The parts that were given, by name, in the order of the record. */
    Map<String, String> given() {
        var all = new LinkedHashMap<String, Object>();
        all.put("q", q);
        all.put("text", text);
        all.put("number", number);
        all.put("address", address);
        all.put("host", host);
        all.put("platform", platform);
        all.put("category", category);
        all.put("state", state);
        all.put("source", source);
        all.put("route", route);
        all.put("dueFrom", dueFrom);
        all.put("dueTo", dueTo);
        all.put("openedFrom", openedFrom);
        all.put("openedTo", openedTo);
        all.put("participant", participant);
        all.put("courtAct", courtAct);
        var given = new LinkedHashMap<String, String>();
        all.forEach((name, value) -> {
            if (value != null && !value.toString().isBlank()) {
                given.put(name, value.toString().strip());
            }
        });
        return given;
    }

    /** As the address of the page has it, such as {@code state=ROUTED&platform=TELEGRAM}. */
    String query() {
        var query = given().entrySet().stream()
                .map(part -> part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        if (query.length() > LONGEST) {
            throw Problem.invalid("search.too-long", LONGEST);
        }
        return query;
    }

    /**
     * Days and signs are such that the database has.
     *
     * @throws Problem {@code search.day}, {@code request.value}
     */
    void check() {
        Stream.of(dueFrom, dueTo, openedFrom, openedTo)
                .filter(day -> day != null && (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR))
                .findFirst()
                .ifPresent(day -> {
                    throw Problem.invalid("search.day", day, FIRST_YEAR, LAST_YEAR);
                });
        if (given().values().stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
            throw Problem.invalid("request.value");
        }
    }

    /**
     * What stands in such an address.
     *
     * @throws Problem {@code request.parameter-wrong}
     */
    public static Asked of(String query) {
        var parts = new HashMap<String, String>();
        for (var part : query.split("&")) {
            var sign = part.indexOf('=');
            if (sign > 0) {
                parts.put(part.substring(0, sign), decoded(part.substring(0, sign), part.substring(sign + 1)));
            }
        }
        Function<String, LocalDate> day = name -> day(name, parts.get(name));
        return new Asked(
                parts.get("q"),
                parts.get("text"),
                parts.get("number"),
                parts.get("address"),
                parts.get("host"),
                parts.get("platform"),
                parts.get("category"),
                parts.get("state"),
                parts.get("source"),
                parts.get("route"),
                day.apply("dueFrom"),
                day.apply("dueTo"),
                day.apply("openedFrom"),
                day.apply("openedTo"),
                parts.get("participant"),
                parts.get("courtAct"));
    }

    private static String decoded(String name, String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("request.parameter-wrong", name, value);
        }
    }

    private static LocalDate day(String name, String entered) {
        if (entered == null || entered.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(entered);
        } catch (DateTimeParseException e) {
            throw Problem.invalid("request.parameter-wrong", name, entered);
        }
    }
}
