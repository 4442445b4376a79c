package org.duenotice.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What holds for every call of the API, said once for all of them. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String LOGIN = "login";
    private static final String PROBLEM = "Problem";

    private static final Map<String, String> REFUSALS = new LinkedHashMap<>();

    static {
        REFUSALS.put("400", "The request is not right");
        REFUSALS.put("401", "Not logged in");
        REFUSALS.put("403", "This person may not do this");
        REFUSALS.put("404", "There is no such thing");
    }

    private static final Map<String, String> REFUSALS_OF_CHANGES = Map.of(
            "409", "Not in this state, or changed by somebody else at the same moment",
            "422", "The Idempotency-Key was used for another request");

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(new Info()
                        .title("DueNotice")
                        .version("1")
                        .description("Casework for lawful notices about illegal online content."
                                + " Every error is a problem (RFC 9457) whose `type` is stable and whose words are in the language of"
                                + " `Accept-Language` (en, ru, kk).")
                        .license(new License().name("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                LOGIN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic"))
                        .addSchemas(PROBLEM, problem()))
                .addSecurityItem(new SecurityRequirement().addList(LOGIN));
    }

    @Bean
    OpenApiCustomizer problemsOfEveryCall() {
        return api -> api.getPaths().values().forEach(path -> path.readOperationsMap()
                .forEach((method, operation) -> describe(method, operation)));
    }

    private static void describe(PathItem.HttpMethod method, Operation operation) {
        REFUSALS.forEach((status, why) -> refusal(operation, status, why));
        if (method != PathItem.HttpMethod.GET) {
            REFUSALS_OF_CHANGES.forEach((status, why) -> refusal(operation, status, why));
        }
        if (method == PathItem.HttpMethod.POST && !operation.getTags().contains("Callbacks")) {
            operation.addParametersItem(new Parameter()
                    .in("header")
                    .name(Idempotency.KEY)
                    .required(true)
                    .description("Chosen by the caller, one per intended effect: 1 to 100 visible ASCII characters."
                            + " A repetition with the same key gets the first answer.")
                    .schema(new StringSchema().maxLength(100)));
            operation.getResponses().forEach((status, response) -> {
                if (status.startsWith("2")) {
                    response.addHeaderObject(
                            Idempotency.REPLAYED,
                            new Header()
                                    .description("`true` when this is the stored answer to an earlier request")
                                    .schema(new StringSchema()));
                }
            });
        }
    }

    private static void refusal(Operation operation, String status, String why) {
        var schema = new Schema<>().$ref("#/components/schemas/" + PROBLEM);
        operation
                .getResponses()
                .putIfAbsent(
                        status,
                        new ApiResponse()
                                .description(why)
                                .content(new Content()
                                        .addMediaType("application/problem+json", new MediaType().schema(schema))));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .addProperty("type", new StringSchema().example("urn:duenotice:problem:access.log-in"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new Schema<Integer>().type("integer"))
                .addProperty("detail", new StringSchema().description("What is wrong and what to do, in words"))
                .addProperty("instance", new StringSchema());
    }
}
