package dev.upkeep.rest.internal.process;

import dev.upkeep.process.Command;
import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.rest.internal.reply.Redaction;
import dev.upkeep.spec.ProcessSpec;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/** What a process is launched with, for those alone who may change it: of variables the names, never the values. */
final class LaunchBody {
    private LaunchBody() {}

    static void addTo(ObjectNode body, ProcessSpec spec) {
        Command command = spec.command();
        body.put("command", command.program());
        body.set("args", Json.texts(Redaction.ofArguments(command.args())));
        body.put("cwd", command.cwd().map(Path::toString).orElse(null))
                .put("pidFile", spec.pidFile().toString())
                .put("logFile", spec.logFile().toString());
        body.set(
                "envKeys",
                Json.texts(command.environment().keySet().stream().sorted().toList()));
    }
}
