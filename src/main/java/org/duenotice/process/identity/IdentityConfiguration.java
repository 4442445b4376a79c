package org.duenotice.process.identity;

import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FirstAdministratorSettings.class)
class IdentityConfiguration {

    @Bean
    ProcessEnginePlugin identitySettings() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                // hyphens in groups, addresses as logins; the engine's default is letters and digits only
                engine.setGeneralResourceWhitelistPattern("[\\w.@-]+");
                // whoever may work on a task may read its history and comments, of that task only
                engine.setEnableHistoricInstancePermissions(true);
                // those rights stay as long as the history does, so nothing may read all of them
                engine.setCustomSessionFactories(List.of(new GroupsAsLoggedIn.Factory()));
                // logins to the webapps, successful or not, are in the log
                engine.setWebappsAuthenticationLoggingEnabled(true);
            }
        };
    }

    @Bean
    FilterRegistrationBean<PageNonce> pageNonce() {
        var filter = new FilterRegistrationBean<>(new PageNonce());
        filter.addUrlPatterns("/camunda/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return filter;
    }
}
