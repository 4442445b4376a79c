package org.duenotice.target;

/** The rules that come with the software, asked without a database. */
final class ReleasedIdentities {

    static final int VERSION = 7;

    private static final RuleSet RULES = new RuleSet(VERSION, ReleasedRules.all());

    private ReleasedIdentities() {}

    static TargetIdentities get() {
        return new TargetIdentities(() -> RULES);
    }

    static RuleSet rules() {
        return RULES;
    }
}
