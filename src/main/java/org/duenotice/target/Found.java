package org.duenotice.target;

/** What a platform's rules recognised in an address. */
record Found(TargetKind kind, String key, boolean unresolved) {

    static Found item(String key) {
        return new Found(TargetKind.ITEM, key, false);
    }

    static Found account(String key) {
        return new Found(TargetKind.ACCOUNT, key, false);
    }

    /** The same thing, but another form of it may exist that only the network can connect with this one. */
    Found asUnresolved() {
        return new Found(kind, key, true);
    }

    Found unresolvedIf(boolean unknown) {
        return unknown ? asUnresolved() : this;
    }
}
