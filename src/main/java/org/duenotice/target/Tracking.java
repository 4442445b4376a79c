package org.duenotice.target;

import java.util.Set;

/** Query parameters that only say where a visitor came from, on any site. */
final class Tracking {

    private static final Set<String> NAMES = Set.of(
            "_ga",
            "_gl",
            "_openstat",
            "dclid",
            "fb_action_ids",
            "fb_action_types",
            "fb_ref",
            "fb_source",
            "fbclid",
            "gbraid",
            "gclid",
            "gclsrc",
            "igsh",
            "igshid",
            "mc_cid",
            "mc_eid",
            "mkt_tok",
            "msclkid",
            "srsltid",
            "ttclid",
            "twclid",
            "wbraid",
            "yclid",
            "ysclid");

    private Tracking() {}

    static boolean tracks(String parameter) {
        String name = Spelling.lower(parameter);
        return NAMES.contains(name) || name.startsWith("utm_") || name.startsWith("mtm_") || name.startsWith("ga_");
    }
}
