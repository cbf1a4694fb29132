package dev.upkeep.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.log.Lines;
import dev.upkeep.log.Stream;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.LogSpec;
import dev.upkeep.spi.OutputSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A supervisor is killed after it wrote lines and before it noted that; what it wrote fills many files. */
class KilledWhileWritingTest {
    private static final int DEATHS = 3;
    private static final int LINES = 2500; // more than are gathered before they are written
    private static final Pattern NUMBER = Pattern.compile("line-(\\d+)-");

    @TempDir
    Path folder;

    private final List<Runnable> background = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(256 * 1024);
    private final ProcessId id = new ProcessId("web");
    private Path file;
    private int printed;

    /** Takes lines into log files, and is not asked or told any more once it is dead. */
    private static final class Mortal implements OutputSink {
        private final ProcessLog log;
        private boolean dying;
        private boolean killed;

        Mortal(ProcessLog log) {
            this.log = log;
        }

        @Override
        public void line(Stream stream, Instant time, String text, boolean truncated) {
            log.write(Lines.of(stream, time, text, truncated));
        }

        @Override
        public void flush() {
            log.flush();
            killed = dying;
        }

        @Override
        public Optional<String> mark() {
            return killed ? Optional.empty() : log.mark();
        }

        @Override
        public void rewind(String mark) {
            log.rewind(mark);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, TEXT", "false, false, JSON", "false, true, TEXT", "false, true, JSON",
        "true, false, TEXT", "true, false, JSON", "true, true, TEXT", "true, true, JSON"
    })
    void eachLineIsThereOnce(boolean compress, boolean errors, LogSpec.Format format) throws Exception {
        LogSpec spec = spec(compress, errors, format).maxFiles(1000).build();

        liveAndDie(spec);

        assertThat(found().equals(IntStream.range(0, printed).boxed().toList())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"false, TEXT", "true, JSON"})
    void whatIsKeptOfThemIsThereOnce(boolean compress, LogSpec.Format format) throws Exception {
        LogSpec spec = spec(compress, false, format).maxFiles(7).build();

        liveAndDie(spec);

        List<Integer> found = found();
        assertThat(found).hasSizeGreaterThan(100).doesNotHaveDuplicates();
        assertThat(names()).hasSize(8);
    }

    private LogSpec.Builder spec(boolean compress, boolean errors, LogSpec.Format format) {
        file = folder.resolve("logs/a.log");
        LogSpec.Builder spec =
                LogSpec.builder().maxSize(50_000).compress(compress).format(format);
        return errors ? spec.errorFile(folder.resolve("logs/a.err")) : spec;
    }

    private void liveAndDie(LogSpec spec) throws IOException {
        Mortal sink = new Mortal(new ProcessLog(id, file, spec, background::add));
        Spool spool = Spool.create(folder, id, "1", sink);
        for (int death = 0; death < DEATHS; death++) {
            print(spool);
            spool.read(buffer);
            compress();
            print(spool);
            sink.dying = true;
            spool.read(buffer);
            compress();
            sink = new Mortal(new ProcessLog(id, file, spec, background::add));
            spool = Spool.resume(folder, id, "1", sink, true);
        }
        while (spool.read(buffer) > 0) {
            compress();
        }
        spool.rest();
        sink.log.rest();
        compress();
    }

    private void print(Spool spool) throws IOException {
        for (Path to : List.of(spool.out(), spool.err())) {
            String text = IntStream.range(printed, printed + LINES)
                    .mapToObj(i -> "line-" + i + "-" + "x".repeat(60) + "\n")
                    .collect(Collectors.joining());
            Files.writeString(to, text, StandardOpenOption.APPEND);
            printed += LINES;
        }
    }

    private void compress() {
        List<Runnable> tasks = List.copyOf(background);
        background.clear();
        tasks.forEach(Runnable::run);
    }

    private List<Integer> found() throws IOException {
        List<Integer> found = new ArrayList<>();
        for (Path each : names()) {
            NUMBER.matcher(text(each))
                    .results()
                    .map(MatchResult::group)
                    .map(text -> Integer.valueOf(text.split("-")[1]))
                    .forEach(found::add);
        }
        return found.stream().sorted().toList();
    }

    private List<Path> names() throws IOException {
        try (java.util.stream.Stream<Path> files = Files.list(file.getParent())) {
            return files.toList();
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream plain = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(plain) : plain) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
