package org.duenotice.target;

/** Writes a label in other letters with ASCII alone (RFC 3492, 6.3). */
final class Punycode {

    private static final int BASE = 36;
    private static final int LEAST_THRESHOLD = 1;
    private static final int MOST_THRESHOLD = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int FIRST_BIAS = 72;
    private static final int FIRST_CODE_POINT = 128;

    private Punycode() {}

    /** @param label at most a host's length, without dots */
    static String encode(String label) {
        var letters = label.codePoints().toArray();
        var written = new StringBuilder();
        for (var letter : letters) {
            if (letter < FIRST_CODE_POINT) {
                written.appendCodePoint(letter);
            }
        }
        var basic = written.length();
        if (basic > 0) {
            written.append('-');
        }
        var next = FIRST_CODE_POINT;
        var delta = 0;
        var bias = FIRST_BIAS;
        for (var handled = basic; handled < letters.length; delta++, next++) {
            var smallest = smallest(letters, next);
            delta += (smallest - next) * (handled + 1);
            next = smallest;
            for (var letter : letters) {
                if (letter < next) {
                    delta++;
                } else if (letter == next) {
                    append(delta, bias, written);
                    bias = adapted(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
        }
        return written.toString();
    }

    private static int smallest(int[] letters, int from) {
        var smallest = Integer.MAX_VALUE;
        for (var letter : letters) {
            smallest = letter >= from ? Math.min(smallest, letter) : smallest;
        }
        return smallest;
    }

    private static void append(int delta, int bias, StringBuilder written) {
        var rest = delta;
        for (var at = BASE; ; at += BASE) {
            var threshold = Math.min(Math.max(at - bias, LEAST_THRESHOLD), MOST_THRESHOLD);
            if (rest < threshold) {
                break;
            }
            written.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
        written.append(digit(rest));
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int adapted(int delta, int handled, boolean first) {
        var rest = first ? delta / DAMP : delta / 2;
        rest += rest / handled;
        var bias = 0;
        while (rest > (BASE - LEAST_THRESHOLD) * MOST_THRESHOLD / 2) {
            rest /= BASE - LEAST_THRESHOLD;
            bias += BASE;
        }
        return bias + (BASE - LEAST_THRESHOLD + 1) * rest / (rest + SKEW);
    }
}
