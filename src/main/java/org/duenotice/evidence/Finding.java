package org.duenotice.evidence;

/**
 * What was found when a file was looked at.
 *
 * @param detail a name, a type or a number that belongs to it; may be empty. It can come out of a hostile file: what no text can hold
 *     is a space, and it ends after 500 characters
 */
public record Finding(Code code, String detail) {

    private static final int LONGEST = 500;

    public Finding {
        detail = detail.codePoints()
                .limit(LONGEST)
                .map(one -> Character.isISOControl(one) || Character.getType(one) == Character.SURROGATE ? ' ' : one)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Texts in {@code finding.*}. */
    public enum Code {
        /** The content is not of the type that was claimed. */
        TYPE_DIFFERS(false),
        WARC_READABLE(true),
        WARC_BROKEN(false),
        WACZ_HASHES_MATCH(true),
        WACZ_BROKEN(false),
        WACZ_NO_MANIFEST(false),
        WACZ_NO_DIGEST(false),
        WACZ_DIGEST_DIFFERS(false),
        WACZ_HASH_DIFFERS(false),
        WACZ_FILE_MISSING(false),
        WACZ_NOT_IN_MANIFEST(false),
        WACZ_UNSAFE_NAME(false),
        ARCHIVE_TOO_LARGE(false),
        IMAGE_TOO_LARGE(false),
        IMAGE_BROKEN(false),
        TIME_STAMPED(true),
        /** The time-stamp lies long after the capture, or before it. */
        TIME_STAMP_APART(false),
        TIME_STAMP_REFUSED(false);

        private final boolean good;

        Code(boolean good) {
            this.good = good;
        }

        public boolean good() {
            return good;
        }
    }
}
