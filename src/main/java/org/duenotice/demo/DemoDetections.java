package org.duenotice.demo;

import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.duenotice.intake.Imports;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Imports the invented detections at the demo's first start; the import knows the file again and adds nothing later. */
@Component
@Profile("demo")
@RequiredArgsConstructor
class DemoDetections implements ApplicationRunner {

    private static final String FILE = "demo/detections-329.csv";

    private final Imports imports;

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        var file = new ClassPathResource(FILE);
        try (var content = file.getInputStream()) {
            imports.take(file.getFilename(), content, "caseworker1");
        }
    }
}
