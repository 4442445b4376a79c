package org.duenotice.register;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.duenotice.calendar.LawDay;
import org.duenotice.law.Competences;
import org.duenotice.law.Wording;
import org.duenotice.platform.Platforms;
import org.duenotice.problem.Problem;
import org.duenotice.web.Names;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The names that the registers give bodies and platforms today, for lines that name them by code. */
@Configuration(proxyBeanMethods = false)
class RegisterNames {

    private record Named(String kind, Lookup lookup) implements Names {

        @Override
        public Optional<String> of(String code, Locale language) {
            try {
                return Optional.of(lookup.of(code, language));
            } catch (Problem unknown) {
                return Optional.empty();
            }
        }
    }

    private interface Lookup {
        String of(String code, Locale language);
    }

    @Bean
    Names bodyNames(Competences competences, Clock clock) {
        return new Named(
                "body",
                (code, language) -> in(
                        language,
                        competences.body(code, LawDay.of(clock.instant())).name()));
    }

    @Bean
    Names platformNames(Platforms platforms, Clock clock) {
        return new Named("platform", (code, language) -> platforms
                .get(code, LawDay.of(clock.instant()))
                .name());
    }

    private static String in(Locale language, Wording name) {
        return switch (language.getLanguage()) {
            case "kk" -> name.kk();
            case "ru" -> name.ru();
            default -> name.en();
        };
    }
}
