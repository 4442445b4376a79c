package org.duenotice.target;

import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Tells which thing an address names, from its spelling alone; the network is never asked. */
@Component
@RequiredArgsConstructor
public final class TargetIdentities {

    private final TargetRules rules;

    /** Where the newest rules are. */
    interface TargetRules {
        RuleSet current();
    }

    /**
     * How an address became a key.
     *
     * @param because why it is unresolved, if it is
     * @param site the registered domain of the host that was reached in the end, if there is one
     */
    record Explanation(TargetIdentity identity, Optional<Unresolved> because, Optional<String> site, Steps steps) {}

    /**
     * The identity of what an address names.
     *
     * @param address as entered; with or without scheme, at most 2,048 characters
     * @throws IllegalAddress if the text is not the address of online content
     */
    public TargetIdentity identify(String address) {
        return rules.current().identify(address, Steps.NONE).identity();
    }

    /** Where addresses of a platform are found, as its rules write it; empty for the web and where there are no rules. */
    public List<String> hosts(String platform) {
        return rules.current().hosts(platform);
    }

    /**
     * The same, step by step.
     *
     * @throws IllegalAddress if the text is not the address of online content
     */
    Explanation explain(String address) {
        var steps = new Steps();
        var answer = rules.current().identify(address, steps);
        return new Explanation(answer.identity(), Optional.ofNullable(answer.because()), answer.site(), steps);
    }
}
