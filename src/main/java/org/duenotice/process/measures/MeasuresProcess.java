package org.duenotice.process.measures;

/** measures: what the authorised body approved is carried out, addressee by addressee. Business key: the case number. */
final class MeasuresProcess {

    /** The list that the notices are called for. */
    static final String NOTICE_NUMBERS = "noticeNumbers";

    private MeasuresProcess() {}
}
