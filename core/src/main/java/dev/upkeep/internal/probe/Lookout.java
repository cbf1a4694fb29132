package dev.upkeep.internal.probe;

import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.log.Lines;
import dev.upkeep.log.PlainText;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Looks out for a line, in all that one launch prints, until it is seen. Thread-safe. */
public final class Lookout {
    private static final int LONGEST = 200;

    private final Probe.Log probe;
    private final LinePattern pattern;
    private final CompletableFuture<ProbeResult> seen = new CompletableFuture<>();

    /**
     * One that has seen nothing.
     *
     * @param probe says what is looked for
     */
    public Lookout(Probe.Log probe) {
        this.probe = probe;
        this.pattern = new LinePattern(probe.pattern());
    }

    /** What is looked for. */
    public Probe.Log probe() {
        return probe;
    }

    /** Completes when the line has been seen, however long that takes; never exceptionally. */
    public CompletableFuture<ProbeResult> seen() {
        return seen.copy();
    }

    /** Looks at some lines; does nothing once it has seen what it looks for. */
    public void look(Lines lines) {
        for (int i = 0; i < lines.count() && !seen.isDone(); i++) {
            look(lines.text(i));
        }
    }

    /** Looks at one line. */
    public void look(String line) {
        if (!seen.isDone() && pattern.isIn(line)) {
            String shown = PlainText.of(line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…");
            seen.complete(new ProbeResult(true, probe + ": " + shown, Duration.ZERO));
        }
    }
}
