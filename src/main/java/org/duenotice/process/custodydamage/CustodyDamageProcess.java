package org.duenotice.process.custodydamage;

/** custody-damage: until somebody has said what became of a damage. Business key: the case number. */
final class CustodyDamageProcess {

    static final String ID = "custody-damage";

    static final String FOUND = "custody-damage.found";

    private CustodyDamageProcess() {}
}
