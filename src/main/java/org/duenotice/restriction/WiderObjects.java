package org.duenotice.restriction;

import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.law.Scope;
import org.duenotice.problem.Problem;
import org.duenotice.target.IllegalAddress;
import org.duenotice.target.TargetIdentities;
import org.duenotice.target.TargetIdentity;
import org.duenotice.target.TargetKind;
import org.springframework.stereotype.Component;

/** Which object a wider measure is for: read from the target's own address, or from the address that the officer names. */
@Component
@RequiredArgsConstructor
class WiderObjects {

    private static final String WEB_KEY = "web:";

    private final TargetIdentities identities;

    /** @param key its canonical key, as a judicial act names it */
    record WiderObject(String address, String key) {}

    /** Whether the target's host is a sub-domain, so that there is a step between its page and the registered domain. */
    boolean isPartOfASite(CaseTarget target) {
        return site(host(target)).kind() == TargetKind.PATH;
    }

    WiderObject of(CaseTarget target, Scope scope, String named) {
        return switch (scope) {
            case PATH -> checked(target, named, site(host(target)));
            case DOMAIN -> checked(target, named, registered(host(target)));
            case ACCOUNT -> account(target, named);
            case SERVICE, PLATFORM -> service(target, named);
            case ITEM, GEO_RESTRICTION -> new WiderObject("", target.canonicalKey());
        };
    }

    /** What the address itself tells is not up to the officer: another site would be another target. */
    private WiderObject checked(CaseTarget target, String named, TargetIdentity derived) {
        if (isGiven(named) && !identify(target, named).canonicalKey().equals(derived.canonicalKey())) {
            throw Problem.invalid("restriction.wider-object", target.no(), named);
        }
        return new WiderObject(derived.original(), derived.canonicalKey());
    }

    /** Whether the account is the author's cannot be read from an address; what is named must be an account of that platform. */
    private WiderObject account(CaseTarget target, String named) {
        if (!isGiven(named)) {
            throw Problem.invalid("restriction.wider-object-missing", target.no());
        }
        var account = identify(target, named);
        if (account.kind() != TargetKind.ACCOUNT || !account.platform().equals(target.platformCode())) {
            throw Problem.invalid("restriction.wider-object", target.no(), named);
        }
        return new WiderObject(named.strip(), account.canonicalKey());
    }

    private WiderObject service(CaseTarget target, String named) {
        if (!isGiven(named)) {
            throw Problem.invalid("restriction.wider-object-missing", target.no());
        }
        var service = identify(target, named);
        if (service.kind().compareTo(TargetKind.PATH) < 0 || !service.platform().equals(target.platformCode())) {
            throw Problem.invalid("restriction.wider-object", target.no(), named);
        }
        return new WiderObject(named.strip(), service.canonicalKey());
    }

    private TargetIdentity identify(CaseTarget target, String address) {
        try {
            return identities.identify(address.strip());
        } catch (IllegalAddress e) {
            throw Problem.invalid("restriction.wider-object", target.no(), address);
        }
    }

    private static boolean isGiven(String address) {
        return address != null && !address.isBlank();
    }

    /** The host of a page's key, {@code web:host|path|query}. */
    private static String host(CaseTarget target) {
        var key = target.canonicalKey();
        return key.substring(WEB_KEY.length(), key.indexOf('|')).replaceFirst(":\\d+$", "");
    }

    private TargetIdentity site(String host) {
        return identities.identify("https://" + host + "/");
    }

    private TargetIdentity registered(String host) {
        var site = site(host);
        return site.kind() == TargetKind.DOMAIN ? site : registered(host.substring(host.indexOf('.') + 1));
    }
}
