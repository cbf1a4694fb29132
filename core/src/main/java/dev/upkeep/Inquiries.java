package dev.upkeep;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.internal.lifecycle.Vigils;
import dev.upkeep.internal.lifecycle.Watch;
import dev.upkeep.process.Moment;
import dev.upkeep.spi.Ticker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks one process how it is. What nobody waits for any more is given up at once, so that of each kind there is never more
 * than one question under way. Lives on the loop.
 */
final class Inquiries {
    private final Outside outside;
    private final Companion companion;
    private final Printed output;
    private final Map<Integer, Runnable> open = new HashMap<>();
    private final List<CompletableFuture<?>> running = new ArrayList<>();

    Inquiries(Outside outside, Companion companion, Printed output) {
        this.outside = outside;
        this.companion = companion;
        this.output = output;
    }

    /**
     * Asks once.
     *
     * @param number of the question
     * @param pid of the process
     * @param then gets the answer, on any thread; nothing if the question was given up
     */
    void ask(int number, Watch watch, long pid, Consumer<ProbeResult> then) {
        HealthCheck check = watch.check();
        if (check.probe() instanceof Probe.Exec exec) {
            run(number, watch, exec, pid, then);
        } else if (check.probe() instanceof Probe.Log log) {
            follow(number, output.lookout(log).seen(), then);
        } else {
            follow(
                    number,
                    outside.prober().probe(check.probe(), check.timeout()).toCompletableFuture(),
                    then);
        }
    }

    private void follow(int number, CompletableFuture<ProbeResult> answer, Consumer<ProbeResult> then) {
        open.put(number, () -> answer.cancel(false));
        answer.thenAccept(then);
    }

    private void run(int number, Watch watch, Probe.Exec exec, long pid, Consumer<ProbeResult> then) {
        FirstLine said = new FirstLine();
        Ticker ticker = outside.ticker();
        Moment begun = ticker.now();
        List<String> words = new ArrayList<>(List.of(exec.program()));
        words.addAll(exec.args());
        String name = watch.post().name().toLowerCase(Locale.ROOT);
        Map<String, String> about = Map.of("UPKEEP_PID", Long.toString(pid));
        Errand errand = companion.run(name, words, watch.check().timeout(), about, said);
        open.put(number, errand::cancel);
        running.removeIf(CompletableFuture::isDone);
        running.add(errand.done().toCompletableFuture());
        errand.done()
                .thenAccept(trouble -> then.accept(new ProbeResult(
                        trouble.isEmpty(),
                        detail(exec, trouble, said),
                        ticker.now().since(begun))));
    }

    private static String detail(Probe.Exec exec, Optional<String> trouble, FirstLine said) {
        String outcome = trouble.orElse("passed");
        return Stream.concat(Stream.of(exec + " " + outcome), said.get().stream())
                .collect(Collectors.joining(": "));
    }

    /** When no command that was run to ask lives any more; what is given up takes a moment to end. */
    CompletableFuture<Void> quiet() {
        return CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new));
    }

    /** Gives up whatever is not waited for. */
    void keepOnly(Vigils vigils) {
        open.entrySet().removeIf(question -> {
            boolean unwanted = !vigils.isWaitingFor(question.getKey());
            if (unwanted) {
                question.getValue().run();
            }
            return unwanted;
        });
    }
}
