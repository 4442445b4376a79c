package org.duenotice.database;

import java.nio.file.Path;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.context.ApplicationListener;

/** Claims the data folder before anything else is built, so that a second copy ends in one clear line. */
class DataFolderClaim implements ApplicationListener<ApplicationContextInitializedEvent> {

    @Override
    public void onApplicationEvent(ApplicationContextInitializedEvent event) {
        var context = event.getApplicationContext();
        var settings = context.getEnvironment();
        if (!settings.getProperty("duenotice.embedded-database", Boolean.class, false)) {
            return;
        }
        var folder = DataFolder.claim(Path.of(settings.getRequiredProperty("duenotice.data")));
        var beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton("dataFolder", folder);
        beans.registerDisposableBean("dataFolder", folder::close);
    }
}
