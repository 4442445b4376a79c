package org.duenotice;

import java.util.TimeZone;
import org.duenotice.simulator.PlatformSimulator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** DueNotice: casework for lawful notices about illegal online content. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Application {

    /** With {@code simulator} as first argument the process is not DueNotice, but the platforms of its demo. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("simulator")) {
            PlatformSimulator.main(args);
            return;
        }
        // Engine tables hold timestamps without a zone, in the zone of the JVM; people's time is made in `calendar`.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SpringApplication.run(Application.class, args);
    }
}
