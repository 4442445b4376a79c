package org.duenotice.security;

import java.util.List;

/** The groups that roles are made of; a person's rights come from groups only. */
public final class Groups {

    public static final String CASEWORKERS = "caseworkers";
    public static final String APPROVERS = "approvers";
    public static final String AUTHORISED_BODY = "authorised-body";
    /** Heads of the authorised body: the second approval of a measure on a whole platform. */
    public static final String BODY_HEADS = "body-heads";

    public static final String LIAISONS = "liaisons";
    public static final String LAWYERS = "lawyers";
    public static final String APPEALS = "appeals";
    /** Keep the registers of law, platforms and calendar; what they prepare, managers approve. */
    public static final String REGISTRARS = "registrars";

    /** The few who alone read child sexual abuse material and hand it over; nobody is in it by another role. */
    public static final String SEALED_MATERIAL = "sealed-material";

    public static final String MANAGERS = "managers";
    public static final String MODELERS = "modelers";
    public static final String AUDITORS = "auditors";

    /** Runs the installation: people, groups, deployments, filters. Has no part in casework. */
    public static final String ADMINISTRATORS = "camunda-admin";

    /** The groups of casework, everybody but the administrators. */
    public static final List<String> ALL = List.of(
            CASEWORKERS,
            APPROVERS,
            AUTHORISED_BODY,
            BODY_HEADS,
            LIAISONS,
            LAWYERS,
            APPEALS,
            REGISTRARS,
            SEALED_MATERIAL,
            MANAGERS,
            MODELERS,
            AUDITORS);

    private Groups() {}
}
