package org.duenotice.report;

import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as people of a language write them. */
final class Figures {

    private static final char NO_BREAK_SPACE = '\u00A0';

    private final DecimalFormat whole;
    private final DecimalFormat tenths;

    Figures(Locale language) {
        var symbols = DecimalFormatSymbols.getInstance(language);
        symbols.setGroupingSeparator(language.getLanguage().equals("en") ? ',' : NO_BREAK_SPACE);
        symbols.setDecimalSeparator(language.getLanguage().equals("en") ? '.' : ',');
        this.whole = new DecimalFormat("#,##0", symbols);
        this.tenths = new DecimalFormat("#,##0.0", symbols);
        tenths.setRoundingMode(RoundingMode.HALF_UP);
    }

    String count(long number) {
        return whole.format(number);
    }

    String decimal(double number) {
        return tenths.format(number);
    }

    /** Such as 18.5 %. */
    String percent(double share) {
        return tenths.format(share * 100) + NO_BREAK_SPACE + "%";
    }

    /** A dash for what was not measured. */
    String cell(Object cell, Table.Kind kind) {
        if (cell == null) {
            return "–";
        }
        return switch (kind) {
            case WORDS -> String.valueOf(cell);
            case COUNT -> count(((Number) cell).longValue());
            case HOURS -> decimal(((Number) cell).doubleValue());
            case SHARE -> percent(((Number) cell).doubleValue());
        };
    }
}
