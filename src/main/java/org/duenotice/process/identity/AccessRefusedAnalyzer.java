package org.duenotice.process.identity;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints a refused start as two plain lines instead of a stack trace. */
class AccessRefusedAnalyzer extends AbstractFailureAnalyzer<AccessRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, AccessRefused cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
