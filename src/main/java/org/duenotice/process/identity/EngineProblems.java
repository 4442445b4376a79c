package org.duenotice.process.identity;

import jakarta.servlet.http.HttpServletRequest;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.duenotice.problem.Problem;
import org.duenotice.web.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says in the API's words what the engine refused. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
@RequiredArgsConstructor
class EngineProblems {

    private final Problems problems;

    @ExceptionHandler({OptimisticLockingException.class, TaskAlreadyClaimedException.class})
    ResponseEntity<ProblemDetail> changedByAnother(HttpServletRequest request) {
        return problems.answer(Problem.conflict(Problems.CONCURRENT_CHANGE), request);
    }

    @ExceptionHandler(AuthorizationException.class)
    ResponseEntity<ProblemDetail> notAllowed(HttpServletRequest request) {
        return problems.answer(Problem.forbidden(Problems.DENIED), request);
    }
}
