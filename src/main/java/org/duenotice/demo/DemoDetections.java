package org.duenotice.demo;

import java.io.IOException;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.duenotice.intake.Imports;
import org.duenotice.security.Groups;
import org.duenotice.security.People;
import org.duenotice.security.Person;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Brings in the demo's detections as a caseworker would; a later start finds the file imported already and adds nothing. */
@DemoOnly
@Component
@RequiredArgsConstructor
class DemoDetections implements ApplicationRunner {

    private static final Person CASEWORKER = new Person("caseworker1", Set.of(Groups.CASEWORKERS));

    private final Imports imports;
    private final People people;

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        var file = new ClassPathResource("demo/detections-329.csv");
        people.actAs(CASEWORKER);
        try (var content = file.getInputStream()) {
            imports.take(file.getFilename(), content, CASEWORKER.id());
        } finally {
            people.actAsNobody();
        }
    }
}
