package org.duenotice.benchmark;

import com.icegreen.greenmail.util.GreenMail;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.duenotice.Application;
import org.duenotice.TestClock;
import org.duenotice.TestServers;
import org.duenotice.access.Views;
import org.duenotice.casefile.Cases;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.intake.Detections;
import org.duenotice.intake.ImportWork;
import org.duenotice.intake.Imports;
import org.duenotice.law.LegalBases;
import org.duenotice.lostground.FallenBases;
import org.duenotice.notice.Answers;
import org.duenotice.notice.Notices;
import org.duenotice.report.PeriodReports;
import org.duenotice.review.ReviewLook;
import org.duenotice.search.CaseSearch;
import org.duenotice.target.TargetIdentities;
import org.duenotice.transparency.OpenData;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whole cases against the bare engine: {@code mvn -Pbenchmark test}. What is compared and why stands in docs/benchmarks.md. Prints,
 * and never judges.
 */
final class Benchmark {

    private final Settings settings;
    private final Clients clients;
    private final Side product;
    private final Side engine;
    private final Counters counters;
    private final GreenMail mail;

    private record Comparison(String mix, Supplier<Walk> product, Supplier<Walk> engine) {}

    private Benchmark(Settings settings, Clients clients, ConfigurableApplicationContext application) {
        this.settings = settings;
        this.clients = clients;
        this.product = product(application);
        this.engine = bareEngine(application);
        this.counters =
                new Counters(application.getBean(JdbcClient.class), application.getBean(HikariDataSource.class));
        this.mail = application.getBean(GreenMail.class);
    }

    public static void main(String[] arguments) {
        var status = 0;
        try {
            measure();
        } catch (Exception e) {
            e.printStackTrace();
            status = 1;
        }
        // the other systems of the tests would keep the program running
        System.exit(status);
    }

    private static void measure() throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Locale.setDefault(Locale.ROOT);
        var settings = Settings.given();
        var threads = Executors.newFixedThreadPool(settings.clients());
        var starters = Executors.newCachedThreadPool();
        try (var application = start()) {
            BareEngine.deploy(application.getBean(ProcessEngine.class).getRepositoryService());
            new Benchmark(settings, new Clients(threads, settings), application).run(application, starters);
        } finally {
            threads.shutdownNow();
            starters.shutdownNow();
        }
    }

    private static ConfigurableApplicationContext start() {
        var application = new SpringApplication(Application.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.addInitializers(new TestServers());
        application.setDefaultProperties(Map.of(
                "duenotice.demo", "false",
                "server.port", "0",
                "logging.file.name", "target/benchmark.log",
                "logging.threshold.console", "off"));
        var started = application.run();
        started.addApplicationListener(
                (ContextClosedEvent closed) -> started.getBean(GreenMail.class).stop());
        return started;
    }

    private Side product(ConfigurableApplicationContext application) {
        var camunda = application.getBean(ProcessEngine.class);
        return new Product(
                new People(camunda.getIdentityService(), camunda.getRuntimeService(), camunda.getTaskService()),
                application.getBean(Detections.class),
                application.getBean(Cases.class),
                application.getBean(EvidenceFiles.class),
                application.getBean(LegalBases.class),
                application.getBean(Notices.class),
                application.getBean(Answers.class),
                application.getBean(TestClock.class),
                settings.targets());
    }

    /** The same engine, with its own task service instead of the product's. */
    private static Side bareEngine(ConfigurableApplicationContext application) {
        var camunda = application.getBean(ProcessEngine.class);
        return new BareEngine(
                new People(camunda.getIdentityService(), camunda.getRuntimeService(), bareTasks(camunda)),
                camunda.getRuntimeService());
    }

    private static TaskService bareTasks(ProcessEngine camunda) {
        var tasks = new TaskServiceImpl();
        tasks.setCommandExecutor(((ProcessEngineConfigurationImpl) camunda.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired());
        return tasks;
    }

    private void run(ConfigurableApplicationContext application, ExecutorService starters) throws Exception {
        if (settings.has("import")) {
            imports(application).run();
        }
        if (settings.has("identity")) {
            new Identity(application.getBean(TargetIdentities.class), settings.addresses(), settings.rounds()).run();
        }
        if (settings.has("search")) {
            manyCases(application).run();
        }
        if (settings.has("register")) {
            new PublishedEntries(
                            application.getBean(JdbcClient.class),
                            application.getBean(OpenData.class),
                            ((WebServerApplicationContext) application)
                                    .getWebServer()
                                    .getPort(),
                            settings.published())
                    .run();
        }
        if (settings.has("report")) {
            new ReportedYear(
                            application.getBean(HikariDataSource.class),
                            application.getBean(PeriodReports.class),
                            ((WebServerApplicationContext) application)
                                    .getWebServer()
                                    .getPort(),
                            settings.reported())
                    .run();
        }
        if (settings.has("reviews")) {
            new StandingMeasures(
                            application.getBean(JdbcClient.class),
                            application.getBean(ReviewLook.class),
                            application.getBean(FallenBases.class),
                            application.getBean(TransactionTemplate.class),
                            application.getBean(TestClock.class),
                            settings.standing())
                    .run();
        }
        if (settings.has("decision")) {
            manyTargets(application, starters).run();
        }
        if (settings.has("clocks")) {
            fallingDue(application, starters).run();
        }
        if (settings.has("cases")) {
            cases();
        }
    }

    private ImportLoad imports(ConfigurableApplicationContext application) {
        return new ImportLoad(
                application.getBean(Imports.class),
                application.getBean(ImportWork.class),
                application.getBean(HikariDataSource.class),
                application.getBean(JdbcClient.class),
                settings.imported(),
                settings.rounds());
    }

    private ManyCases manyCases(ConfigurableApplicationContext application) {
        return new ManyCases(
                application.getBean(JdbcClient.class),
                application.getBean(HikariDataSource.class),
                application.getBean(CaseSearch.class),
                application.getBean(Views.class),
                ((WebServerApplicationContext) application).getWebServer().getPort(),
                settings.searched());
    }

    private ManyTargets manyTargets(ConfigurableApplicationContext application, ExecutorService starters) {
        var camunda = application.getBean(ProcessEngine.class);
        ManyTargets.deploy(camunda.getRepositoryService());
        return new ManyTargets(
                new People(camunda.getIdentityService(), camunda.getRuntimeService(), camunda.getTaskService()),
                application.getBean(Detections.class),
                waiting(application, starters),
                camunda.getRuntimeService(),
                bareTasks(camunda),
                application.getBean(JdbcClient.class),
                application.getBean(TransactionTemplate.class),
                settings.decided());
    }

    private FallingDue fallingDue(ConfigurableApplicationContext application, ExecutorService starters) {
        return new FallingDue(
                waiting(application, starters),
                clients,
                product::offence,
                starters,
                application.getBean(TestClock.class),
                ((WebServerApplicationContext) application).getWebServer().getPort(),
                settings.clocks());
    }

    private static WaitingNotices waiting(ConfigurableApplicationContext application, ExecutorService starters) {
        return new WaitingNotices(
                application.getBean(JdbcClient.class), application.getBean(RuntimeService.class), starters);
    }

    private void cases() throws Exception {
        System.out.printf(
                "%d clients with %d cases under way each, %d target(s) a case; %d rounds of %d cases after %d to warm up%n",
                settings.clients(),
                settings.underWay(),
                settings.targets(),
                settings.rounds(),
                settings.cases(),
                settings.warmUp());
        for (var comparison : List.of(
                new Comparison("offence", product::offence, engine::offence),
                new Comparison("notice", product::notice, engine::notice))) {
            rates(comparison);
            counts(comparison);
        }
    }

    private void rates(Comparison comparison) throws Exception {
        walk(settings.warmUp(), comparison.product());
        walk(settings.warmUp(), comparison.engine());
        var ours = new ArrayList<Double>();
        var bare = new ArrayList<Double>();
        for (var round = 0; round < settings.rounds(); round++) {
            ours.add(rate(comparison.product()));
            bare.add(rate(comparison.engine()));
        }
        System.out.printf("%n%s, cases a second%n", comparison.mix());
        print("product", ours);
        print("bare engine", bare);
        System.out.printf("  %-12s %7.2f%n", "ratio", median(ours) / median(bare));
    }

    private double rate(Supplier<Walk> begin) throws Exception {
        return settings.cases() / (walk(settings.cases(), begin).toNanos() / 1e9);
    }

    private Duration walk(int cases, Supplier<Walk> begin) throws Exception {
        mail.purgeEmailFromAllMailboxes();
        return clients.walk(cases, begin);
    }

    private static void print(String who, List<Double> rates) {
        System.out.printf("  %-12s %7.1f   rounds", who, median(rates));
        rates.forEach(rate -> System.out.printf(" %.1f", rate));
        System.out.println();
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private void counts(Comparison comparison) throws Exception {
        System.out.printf("%n%s, a case%n", comparison.mix());
        System.out.printf(
                "  %-12s %12s %26s %26s %25s%n",
                "", "transactions", "engine rows ins/upd/del", "own rows ins/upd/del", "CPU ms application/database");
        print("product", counters.during(() -> walk(settings.cases(), comparison.product())));
        print("bare engine", counters.during(() -> walk(settings.cases(), comparison.engine())));
    }

    private void print(String who, Counters.Count count) {
        System.out.printf(
                "  %-12s %12.1f %26s %26s %25s%n",
                who,
                perCase(count.transactions()),
                rows(count.engine()),
                rows(count.own()),
                "%.1f / %.1f"
                        .formatted(
                                perCase(count.application().toMillis()),
                                perCase(count.database().toMillis())));
    }

    private String rows(Counters.Rows rows) {
        return "%.1f / %.1f / %.1f"
                .formatted(perCase(rows.inserted()), perCase(rows.updated()), perCase(rows.deleted()));
    }

    private double perCase(long counted) {
        return (double) counted / settings.cases();
    }
}
