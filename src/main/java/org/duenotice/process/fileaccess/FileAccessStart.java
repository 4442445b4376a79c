package org.duenotice.process.fileaccess;

import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.FileAccessAsked;
import org.duenotice.process.EngineCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts the request before the appeals office. */
@Component
@RequiredArgsConstructor
class FileAccessStart {

    private final EngineCalls engine;

    @EventListener
    void start(FileAccessAsked asked) {
        engine.start(FileAccessProcess.ASKED, asked.number());
    }
}
