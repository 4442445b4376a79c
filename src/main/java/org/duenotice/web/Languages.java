package org.duenotice.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/**
 * The languages people are spoken to in: the one that the address of a page asks for ({@code lang}), else what their browser or program
 * accepts; English when neither names one of them.
 */
@Configuration(proxyBeanMethods = false)
class Languages {

    private static final Pattern LANGUAGE = Pattern.compile("(?:^|&)lang=(\\w{2})(?:&|$)");

    static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.forLanguageTag("ru"), Locale.forLanguageTag("kk"));

    @Bean
    LocaleResolver localeResolver() {
        var resolver = new AcceptHeaderLocaleResolver() {
            @Override
            public Locale resolveLocale(HttpServletRequest request) {
                return asked(request).orElseGet(() -> super.resolveLocale(request));
            }
        };
        resolver.setSupportedLocales(ALL);
        resolver.setDefaultLocale(Locale.ENGLISH);
        return resolver;
    }

    /** Of the address alone: reading a parameter of anything but a page may be reading its body. */
    private static Optional<Locale> asked(HttpServletRequest request) {
        var query = request.getQueryString();
        if (query == null) {
            return Optional.empty();
        }
        var named = LANGUAGE.matcher(query);
        return named.find()
                ? ALL.stream()
                        .filter(language -> language.getLanguage().equals(named.group(1)))
                        .findFirst()
                : Optional.empty();
    }

    /** The texts of this package and those that each area keeps in {@code problems/<area>*.properties}. */
    @Bean
    MessageSource messageSource() throws IOException {
        var basenames = new TreeSet<String>();
        var files = new PathMatchingResourcePatternResolver().getResources("classpath*:problems/*.properties");
        Arrays.stream(files)
                .map(file -> file.getFilename().replaceFirst("(_\\w{2})?\\.properties$", ""))
                .forEach(area -> basenames.add("problems/" + area));
        var source = new ResourceBundleMessageSource();
        source.setBasename("messages");
        source.addBasenames(basenames.toArray(String[]::new));
        source.setDefaultEncoding(StandardCharsets.UTF_8.name());
        source.setFallbackToSystemLocale(false);
        return source;
    }
}
