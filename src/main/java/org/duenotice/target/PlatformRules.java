package org.duenotice.target;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * How one platform spells the addresses of its content, as people write it down (docs/target-rules.md explains the language). A
 * platform is known by such a text alone.
 *
 * @param platform its code in the register of platforms
 * @param values kinds of values that only this platform has, by name
 * @param drop query parameters that only say where a visitor came from; a star at the end stands for any ending
 * @param everywhere the same on all other sites and platforms too
 * @param forms the first that fits counts
 * @param examples addresses with the key that they must have; rules that fail their examples, or others', are not taken
 */
record PlatformRules(
        String platform,
        List<Site> sites,
        Map<String, Value> values,
        List<String> drop,
        List<String> everywhere,
        List<Form> forms,
        Map<String, String> examples) {

    private static final int LONGEST = 200_000;

    private static final JsonMapper READER = JsonMapper.builder()
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    PlatformRules {
        sites = sites == null ? List.of() : sites;
        values = values == null ? Map.of() : values;
        drop = drop == null ? List.of() : drop;
        everywhere = everywhere == null ? List.of() : everywhere;
        forms = forms == null ? List.of() : forms;
        examples = examples == null ? Map.of() : examples;
    }

    /**
     * Hosts that show the same.
     *
     * @param hosts such as {@code vk.com}, {@code *.vk.com}, <code>{name}.t.me</code>, <code>google.{suffix}</code>, or {@code tg:}
     *     for links that open an application
     * @param name under which forms may mean all these hosts, written {@code @name/…}
     * @param as the host that stands in keys; without it each keeps its own
     * @param own whether only the forms that name the host are for it
     * @param drop query parameters that say nothing on these hosts
     */
    record Site(List<String> hosts, String name, String as, boolean own, List<String> drop) {

        Site {
            hosts = hosts == null ? List.of() : hosts;
            drop = drop == null ? List.of() : drop;
        }
    }

    /**
     * A kind of value.
     *
     * @param of the characters it may have, such as {@code a-z0-9_}; without it any
     * @param first the characters it may begin with
     * @param length such as {@code 11} or {@code 2-32}
     * @param lower whether upper and lower case are the same
     * @param number whether leading zeros do not count
     * @param not words that are not such a value
     * @param letter whether one of its characters must be a letter
     * @param has a text that must stand in it
     * @param prefix a beginning that does not count
     * @param without characters that do not count
     * @param swap characters that are written as others
     * @param write the way it is written otherwise in keys
     */
    record Value(
            String of,
            String first,
            String length,
            boolean lower,
            boolean number,
            List<String> not,
            boolean letter,
            String has,
            String prefix,
            String without,
            Map<String, String> swap,
            Write write) {

        /** Ways of writing a value that characters alone do not describe. */
        enum Write {
            /** The 64 digits with which Instagram writes the number of a medium. */
            SHORTCODE,
            /** A host in one label: a hyphen for each dot, two for each hyphen. */
            HYPHENATED_HOST
        }
    }

    /**
     * What an address of one of these forms names: a key, a page, another address, or nothing that may be a target.
     *
     * @param key of the thing, with its {@code kind} and the {@code address} that is written for it
     * @param unresolved why another key may exist that only the network could tell; absent when the key is all there is to know
     * @param page whether it is an ordinary page of the site
     * @param to the address it leads to or is another spelling of
     * @param refuse why such an address is not taken
     */
    record Form(
            List<String> at,
            String key,
            TargetKind kind,
            String address,
            Unresolved unresolved,
            boolean page,
            String to,
            IllegalAddress.Problem refuse) {

        Form {
            at = at == null ? List.of() : at;
        }
    }

    /** @throws IllegalArgumentException in words if the text is no rules */
    static PlatformRules read(String yaml) {
        if (yaml.length() > LONGEST) {
            throw new IllegalArgumentException("longer than " + LONGEST + " characters");
        }
        try {
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            var rules = READER.convertValue(new Yaml(new SafeConstructor(options)).load(yaml), PlatformRules.class);
            if (rules == null || rules.platform() == null) {
                throw new IllegalArgumentException("platform is missing");
            }
            return rules;
        } catch (YAMLException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
