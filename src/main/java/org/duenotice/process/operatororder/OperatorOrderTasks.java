package org.duenotice.process.operatororder;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.duenotice.operator.Executions;
import org.duenotice.operator.Orders;
import org.duenotice.process.ProcessVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of operator-order in diagram order. */
@Configuration(proxyBeanMethods = false)
class OperatorOrderTasks {

    @Bean
    JavaDelegate openOrder(Executions executions) {
        return execution -> ProcessVariable.setNumbers(
                execution,
                OperatorOrderProcess.EXECUTION_NUMBERS,
                executions.numbers(execution.getProcessBusinessKey()));
    }

    @Bean
    JavaDelegate closeOrder(Orders orders) {
        return execution -> orders.close(execution.getProcessBusinessKey());
    }
}
