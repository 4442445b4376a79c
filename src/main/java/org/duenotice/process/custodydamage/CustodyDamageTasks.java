package org.duenotice.process.custodydamage;

import static org.duenotice.process.Completion.number;

import org.duenotice.casefile.CustodyDamages;
import org.duenotice.process.Completion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of custody-damage in diagram order. */
@Configuration(proxyBeanMethods = false)
class CustodyDamageTasks {

    @Bean
    Completion settleDamageCompleted(CustodyDamages damages) {
        return (task, input, person) -> damages.settle(number(task), input.text("remarks"), person);
    }
}
