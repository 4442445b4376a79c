package org.duenotice.security;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A browser's session with the webapps: its cookie, and the token its pages send back. */
public record WebappSession(Caller caller, String cookie, String token) {

    /** The session of somebody who opened the login page and went no further. */
    public static WebappSession ofNobody(int port) {
        var caller = Caller.nobody(port);
        var page = caller.get("/camunda/app/welcome/default/");
        return from(caller, page);
    }

    public static WebappSession of(int port, String login) {
        var before = ofNobody(port);
        var form = "username=" + encode(login) + "&password=" + encode(login);
        var answer = before.post(
                "/camunda/api/admin/auth/user/default/login/tasklist",
                form,
                "Content-Type",
                "application/x-www-form-urlencoded");
        if (answer.statusCode() != 200) {
            throw new AssertionError("Login of " + login + ": " + answer.statusCode() + " " + answer.body());
        }
        // the login starts a new session, the next page gives it its token
        var cookie = Caller.cookies(answer);
        var page = before.caller().get("/camunda/app/tasklist/default/", "Cookie", cookie);
        return new WebappSession(before.caller(), cookie, token(page));
    }

    public HttpResponse<String> get(String path, String... headers) {
        return caller.get(path, Caller.with(headers, "Cookie", cookie));
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        return caller.send(method, path, body, Caller.with(headers, "Cookie", cookie, "X-XSRF-TOKEN", token));
    }

    private static WebappSession from(Caller caller, HttpResponse<String> page) {
        var cookie = Caller.cookies(page);
        return new WebappSession(caller, cookie, token(page));
    }

    private static String token(HttpResponse<String> page) {
        return page.headers().firstValue("X-XSRF-TOKEN").orElseThrow();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
