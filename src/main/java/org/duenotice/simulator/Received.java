package org.duenotice.simulator;

import java.util.List;

/**
 * A letter as it came to a platform.
 *
 * @param letterNumber of the letter, such as N-2026-000045/1
 * @param later whether it follows an earlier letter of the same notice
 */
record Received(String platform, String noticeNumber, String letterNumber, boolean later, List<Play.Asked> targets) {}
