package org.duenotice.process.measures;

/** measures: what the authorised body approved is carried out, addressee by addressee. Business key: the case number. */
final class MeasuresProcess {

    /** The lists that the notices and the orders are called for. */
    static final String NOTICE_NUMBERS = "noticeNumbers";

    static final String ORDER_NUMBERS = "orderNumbers";

    private MeasuresProcess() {}
}
