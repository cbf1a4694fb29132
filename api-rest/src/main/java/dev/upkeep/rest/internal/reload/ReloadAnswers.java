package dev.upkeep.rest.internal.reload;

import dev.upkeep.ReloadResult;
import dev.upkeep.Upkeep;
import dev.upkeep.rest.internal.gate.Call;
import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.rest.internal.reply.Reply;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Has the files read again, or says what would come of it. */
public final class ReloadAnswers {
    private final Upkeep upkeep;
    private final Duration patience;

    public ReloadAnswers(Upkeep upkeep, Duration patience) {
        this.upkeep = upkeep;
        this.patience = patience;
    }

    /** Reloads, or with {@code dryRun} only shows the plan. */
    public CompletionStage<Reply> reload(Call call) {
        return call.target().isSet("dryRun") ? preview() : reload();
    }

    private CompletionStage<Reply> reload() {
        Reply underWay = Reply.json(202, Json.object().put("success", true).put("message", "The reload is under way"));
        return upkeep.reload()
                .thenApply(ReloadAnswers::reloaded)
                .toCompletableFuture()
                .completeOnTimeout(underWay, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletionStage<Reply> preview() {
        return upkeep.preview()
                .thenApply(result -> result instanceof ReloadResult.Applied planned
                        ? Reply.json(200, ReloadBody.ofPreview(planned))
                        : reloaded(result));
    }

    private static Reply reloaded(ReloadResult result) {
        if (result instanceof ReloadResult.Applied applied) {
            return Reply.json(200, ReloadBody.of(applied));
        }
        throw new Refused(
                result instanceof ReloadResult.Invalid invalid
                        ? Problem.configInvalid(invalid.diagnostics())
                        : Problem.reloadImpossible(((ReloadResult.Impossible) result).why()));
    }
}
