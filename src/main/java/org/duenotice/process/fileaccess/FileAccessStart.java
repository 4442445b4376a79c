package org.duenotice.process.fileaccess;

import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.FileAccessAsked;
import org.duenotice.appeal.FileAccessDropped;
import org.duenotice.process.EngineCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts the request before the appeals office, and takes it away again when the appeal is taken back. */
@Component
@RequiredArgsConstructor
class FileAccessStart {

    private final EngineCalls engine;

    @EventListener
    void start(FileAccessAsked asked) {
        engine.start(FileAccessProcess.ASKED, asked.number());
    }

    @EventListener
    void dropped(FileAccessDropped dropped) {
        engine.tell(FileAccessProcess.DROPPED, dropped.number());
    }
}
