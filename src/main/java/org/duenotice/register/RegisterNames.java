package org.duenotice.register;

import java.time.Instant;
import java.time.LocalDate;
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

/** The names that the registers gave bodies and platforms on a day, for lines that name them by code. */
@Configuration(proxyBeanMethods = false)
class RegisterNames {

    private record Named(String kind, Lookup lookup) implements Names {

        @Override
        public Optional<String> of(String code, Instant at, Locale language) {
            try {
                return Optional.of(lookup.of(code, LawDay.of(at), language));
            } catch (Problem unknown) {
                return Optional.empty();
            }
        }
    }

    private interface Lookup {
        String of(String code, LocalDate day, Locale language);
    }

    @Bean
    Names bodyNames(Competences competences) {
        return new Named(
                "body",
                (code, day, language) ->
                        in(language, competences.body(code, day).name()));
    }

    @Bean
    Names platformNames(Platforms platforms) {
        return new Named(
                "platform", (code, day, language) -> platforms.get(code, day).name());
    }

    private static String in(Locale language, Wording name) {
        return switch (language.getLanguage()) {
            case "kk" -> name.kk();
            case "ru" -> name.ru();
            default -> name.en();
        };
    }
}
