package org.duenotice.intake;

import java.util.ArrayList;
import java.util.List;

/** One record of a CSV file (RFC 4180), read line by line, because a value in quotes may go on in the next one. */
final class CsvRecord {

    private enum Place {
        BEFORE_VALUE,
        PLAIN,
        QUOTED,
        BEHIND_QUOTE,
        BROKEN
    }

    private final char delimiter;
    private final List<String> values = new ArrayList<>();
    private final StringBuilder value = new StringBuilder();
    private Place place = Place.BEFORE_VALUE;

    CsvRecord(char delimiter) {
        this.delimiter = delimiter;
    }

    /** Takes the first line, or the one that an open value goes on in. */
    void take(String line) {
        if (place == Place.QUOTED) {
            value.append('\n');
        }
        for (var i = 0; i < line.length() && place != Place.BROKEN; i++) {
            take(line.charAt(i));
        }
        if (isComplete()) {
            end();
        }
    }

    private void take(char sign) {
        switch (place) {
            case BEFORE_VALUE, PLAIN -> plain(sign);
            case QUOTED -> {
                if (sign == '"') {
                    place = Place.BEHIND_QUOTE;
                } else {
                    value.append(sign);
                }
            }
            case BEHIND_QUOTE -> behindQuote(sign);
            case BROKEN -> {}
        }
    }

    private void plain(char sign) {
        if (sign == delimiter) {
            end();
        } else if (sign == '"' && place == Place.BEFORE_VALUE) {
            place = Place.QUOTED;
        } else {
            place = Place.PLAIN;
            value.append(sign);
        }
    }

    private void behindQuote(char sign) {
        if (sign == delimiter) {
            end();
        } else if (sign == '"') {
            place = Place.QUOTED;
            value.append('"');
        } else {
            place = Place.BROKEN;
        }
    }

    private void end() {
        values.add(value.toString());
        value.setLength(0);
        place = Place.BEFORE_VALUE;
    }

    /** A value in quotes is not closed yet. */
    boolean isOpen() {
        return place == Place.QUOTED;
    }

    boolean isBroken() {
        return place == Place.BROKEN;
    }

    private boolean isComplete() {
        return !isOpen() && !isBroken();
    }

    List<String> values() {
        return values;
    }
}
