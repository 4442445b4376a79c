package org.duenotice.target;

/** An entered text that is not the address of online content; the message tells the person what to enter instead. */
public final class IllegalAddress extends RuntimeException {

    /** Why the text was refused; {@code code} is stable and may be used to look up a translation. */
    public enum Problem {
        EMPTY("address.empty", "The address is empty. Enter the full address, such as https://casino.example/bonus."),
        TOO_LONG(
                "address.too-long", "The address is longer than 2,048 characters. Enter the address without the rest."),
        CONTROL_CHARACTERS(
                "address.control-characters",
                "The address contains line breaks or other control characters. Enter one address without them."),
        SCHEME_UNSUPPORTED(
                "address.scheme-unsupported",
                "Only web addresses (http, https) and links that open content in an application (such as tg:) are accepted."
                        + " Enter the web address of the content."),
        SEVERAL(
                "address.several",
                "The text holds more than one address. Enter one address; report several one line each."),
        HOST_MISSING(
                "address.host-missing",
                "The address names no site. Enter it with the site's name, such as https://casino.example/bonus."),
        HOST_INVALID(
                "address.host-invalid",
                "The site's name in the address is not valid. Copy the address from the browser again."),
        PORT_INVALID(
                "address.port-invalid",
                "The port in the address is not a number from 1 to 65535. Copy the address from the browser again."),
        TOO_MANY_REDIRECTS(
                "address.too-many-redirects",
                "The address hides its target behind more than five redirects. Enter the address where it ends."),
        NAMES_A_PERSON(
                "address.names-a-person",
                "The address names a person's phone number or account number, not content."
                        + " Enter the address of the channel, group or post.");

        private final String code;
        private final String sentence;

        Problem(String code, String sentence) {
            this.code = code;
            this.sentence = sentence;
        }

        public String code() {
            return code;
        }
    }

    private final Problem problem;

    IllegalAddress(Problem problem) {
        super(problem.sentence);
        this.problem = problem;
    }

    public String code() {
        return problem.code;
    }

    public Problem problem() {
        return problem;
    }
}
