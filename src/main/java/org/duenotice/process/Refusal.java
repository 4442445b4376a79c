package org.duenotice.process;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.duenotice.problem.Problem;
import org.duenotice.web.Problems;

/**
 * What a person cannot do in Tasklist or over the engine's REST, in words. The engine's resources hand it on as it is; their own
 * exceptions they would wrap in an English sentence, call an error of the server and log with a trace.
 */
public class Refusal extends WebApplicationException {

    Refusal(String words, Problem problem) {
        super(words, problem, response(words, Problems.status(problem).value()));
    }

    Refusal(String words) {
        super(words, response(words, Response.Status.BAD_REQUEST.getStatusCode()));
    }

    private static Response response(String words, int status) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of("type", Refusal.class.getSimpleName(), "message", words))
                .build();
    }
}
