package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.Notes.RolledBack;
import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.process.Moment;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.ProcessSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one supervisor tells the next, and what that makes of it. */
class NotesTest {
    private static final ProcessSpec GOOD = spec("1000");
    private static final ProcessSpec BAD = spec("nonsense");
    private static final RolledBack BACK = new RolledBack(BAD.fingerprint(), "the new version has failed");

    @Test
    void whatWasRolledBackToStaysWhileTheFilesSayTheVersionThatFailed() {
        Notes notes = Notes.in(noted(Optional.of(BACK)));
        assertThat(Orphans.rolledBack(BAD, notes)).contains(BACK);
        assertThat(Orphans.reasonToReplace(BAD, notes)).isEmpty();
    }

    @Test
    void whatTheFilesSayNowIsLaunchedIfItIsAnotherVersion() {
        Notes notes = Notes.in(noted(Optional.of(BACK)));
        assertThat(Orphans.rolledBack(spec("3000"), notes)).isEmpty();
        assertThat(Orphans.reasonToReplace(spec("3000"), notes)).isPresent();
    }

    @Test
    void nothingIsSaidOfARollbackOnceTheFilesSayWhatRuns() {
        Notes notes = Notes.in(noted(Optional.of(BACK)));
        assertThat(Orphans.rolledBack(GOOD, notes)).isEmpty();
        assertThat(Orphans.reasonToReplace(GOOD, notes)).isEmpty();
    }

    @Test
    void damagedNotesAreAsGoodAsNone() {
        Map<String, String> notes = new HashMap<>(noted(Optional.of(BACK)));
        notes.put("refused", "\0\uFFFD");
        assertThat(Orphans.reasonToReplace(BAD, Notes.in(notes))).isPresent();
        notes.remove("refused");
        assertThat(Notes.in(notes).rolledBack()).isEmpty();
        notes.put("refused", BAD.fingerprint());
        notes.remove("refusedWhy");
        assertThat(Orphans.rolledBack(BAD, Notes.in(notes))).isPresent();
        assertThat(Orphans.reasonToReplace(BAD, Notes.in(Map.of()))).isEmpty();
    }

    private static Map<String, String> noted(Optional<RolledBack> back) {
        return Notes.of(GOOD, GOOD.fingerprint(), GOOD, 0, Life.begin(true, new Moment(0, Instant.EPOCH)), back);
    }

    private static ProcessSpec spec(String argument) {
        return ProcessSpec.builder(new ProcessId("w"))
                .command("sleep", argument)
                .build();
    }
}
