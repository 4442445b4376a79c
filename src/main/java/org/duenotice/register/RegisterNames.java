package org.duenotice.register;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.duenotice.calendar.LawDay;
import org.duenotice.law.Competences;
import org.duenotice.law.Wording;
import org.duenotice.platform.Platforms;
import org.duenotice.web.Names;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The names that the registers gave bodies and platforms at a moment, for lines that name them by code. */
@Configuration(proxyBeanMethods = false)
class RegisterNames {

    private record Named(String kind, BiFunction<String, Instant, Optional<Wording>> names) implements Names {

        @Override
        public Optional<String> of(String code, Instant at, Locale language) {
            return names.apply(code, at).map(name -> switch (language.getLanguage()) {
                case "kk" -> name.kk();
                case "ru" -> name.ru();
                default -> name.en();
            });
        }
    }

    @Bean
    Names bodyNames(Competences competences) {
        return new Named("body", (code, at) -> competences.bodyKnownAt(code, at).map(body -> body.name()));
    }

    @Bean
    Names platformNames(Platforms platforms) {
        return new Named("platform", (code, at) -> Optional.ofNullable(
                        platforms.names(LawDay.of(at)).get(code))
                .map(name -> new Wording(name, name, name)));
    }
}
