package org.duenotice.process.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.camunda.bpm.spring.boot.starter.rest.CamundaJerseyResourceConfig;
import org.duenotice.problem.Problem;
import org.duenotice.web.Problems;
import org.duenotice.web.Words;
import org.springframework.stereotype.Component;

/** The engine's REST API; what our rules refuse has its words and its status there too. */
@Component
class EngineRest extends CamundaJerseyResourceConfig {

    private final Words words;

    EngineRest(Words words) {
        this.words = words;
    }

    @Override
    protected void registerAdditionalResources() {
        super.registerAdditionalResources();
        register(new Refused());
    }

    private final class Refused implements ExceptionMapper<Problem> {

        @Context
        private HttpServletRequest request;

        @Override
        public Response toResponse(Problem problem) {
            var told = new ExceptionDto();
            told.setType(Problem.class.getSimpleName());
            told.setMessage(words.of(problem, request.getLocale()));
            return Response.status(Problems.status(problem).value())
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(told)
                    .build();
        }
    }
}
