package org.duenotice.demo;

import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.duenotice.intake.ImportWork;
import org.duenotice.intake.Imports;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Brings in the demo's detections as a caseworker would; a later start finds the file imported already and adds nothing. */
@DemoOnly
@Component
@RequiredArgsConstructor
class DemoDetections implements ApplicationRunner {

    private static final String CASEWORKER = "caseworker1";

    private final Imports imports;
    private final ImportWork work;

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        var file = new ClassPathResource("demo/detections-329.csv");
        try (var content = file.getInputStream()) {
            var taken = imports.take(file.getFilename(), content, CASEWORKER);
            work.finish(taken.detectionImport().id());
        }
    }
}
