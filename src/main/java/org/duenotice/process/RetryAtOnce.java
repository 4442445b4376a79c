package org.duenotice.process;

import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/**
 * What happens to a job that failed. One that only met somebody else's change of the same process did nothing wrong: it is tried again
 * at once and is no failure of the job; the intervals between tries are for neighbours that are out.
 */
class RetryAtOnce extends DefaultJobRetryCmd {

    RetryAtOnce(String jobId, Throwable failure) {
        super(jobId, failure);
    }

    @Override
    public Object execute(CommandContext context) {
        if (shouldDecrementRetriesFor(exception)) {
            return super.execute(context);
        }
        var job = getJob();
        if (job != null) {
            job.unlock();
            notifyAcquisition(context);
        }
        return null;
    }
}
