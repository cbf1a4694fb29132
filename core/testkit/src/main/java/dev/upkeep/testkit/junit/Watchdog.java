package dev.upkeep.testkit.junit;

import dev.upkeep.ProcessStatus;
import dev.upkeep.UpkeepEvent;
import dev.upkeep.UpkeepListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A shell that lives as long as this JVM: it reads which processes were launched, and if the pipe ends without a word, the JVM was
 * killed, and it kills their groups. Each is known by pid and start time (proc(5), field 22), so that no stranger is met. Where there
 * is no {@code /proc} or no {@code setsid}, it does nothing.
 */
final class Watchdog implements UpkeepListener {
    private static final String SCRIPT = """
            all=
            while read -r word pid start; do
                case $word in
                    add) all="$all $pid:$start" ;;
                    bye) exit 0 ;;
                esac
            done
            for each in $all; do
                stat=$(cat "/proc/${each%%:*}/stat" 2>/dev/null) || continue
                set -- ${stat##*) }
                [ "${20}" = "${each#*:}" ] && kill -KILL "-${each%%:*}"
            done
            """;

    private final Optional<Process> shell;

    private Watchdog(Optional<Process> shell) {
        this.shell = shell;
    }

    static Watchdog begin() {
        try {
            return new Watchdog(Optional.of(new ProcessBuilder(List.of("setsid", "sh", "-c", SCRIPT))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()));
        } catch (IOException e) {
            return new Watchdog(Optional.empty()); // no such command here
        }
    }

    @Override
    public void happened(UpkeepEvent event) {
        if (event instanceof UpkeepEvent.StateChanged changed) {
            watch(changed.status());
        }
    }

    /** Once more is no harm: whoever is told that a process is ready may rely on it. */
    void watch(ProcessStatus status) {
        status.pid().ifPresent(pid -> startTime(pid).ifPresent(start -> say("add " + pid + " " + start)));
    }

    /** Everything was stopped properly. */
    void dismiss() {
        say("bye");
        shell.ifPresent(Process::destroy);
    }

    private synchronized void say(String line) {
        shell.ifPresent(process -> {
            try {
                OutputStream pipe = process.getOutputStream();
                pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
                pipe.flush();
            } catch (IOException e) {
                // it is gone already: nobody is there to be told
            }
        });
    }

    private static Optional<String> startTime(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19]);
        } catch (IOException e) {
            return Optional.empty(); // gone already, or there is no /proc
        }
    }
}
