package org.duenotice.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The rules that come with the software, one file a platform. */
final class ReleasedRules {

    private ReleasedRules() {}

    static List<String> texts() {
        try {
            var files = new PathMatchingResourcePatternResolver().getResources("classpath:target-rules/*.yaml");
            return Arrays.stream(files)
                    .sorted(Comparator.comparing(Resource::getFilename))
                    .map(ReleasedRules::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<PlatformRules> all() {
        return texts().stream().map(PlatformRules::read).toList();
    }

    private static String text(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
