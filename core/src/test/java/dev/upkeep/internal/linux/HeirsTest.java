package dev.upkeep.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a {@code /proc} made by hand: this JVM is 30, above it stand 20 and 1. */
class HeirsTest {
    @TempDir
    Path proc;

    private final List<Long> asked = new ArrayList<>();
    private Heirs heirs;

    @BeforeEach
    void begin() throws Exception {
        process(1, 0, "20 41 ");
        process(20, 1, "30 42 ");
        process(30, 20, "43 ");
        heirs = heirs();
    }

    @Test
    void allTheirChildrenAreLookedAt() {
        assertThat(heirs.haveOnly(asked::add)).isTrue();
        assertThat(asked).containsExactly(43L, 30L, 42L, 20L, 41L);
    }

    @Test
    void oneThatIsNoStrangerIsEnough() {
        assertThat(heirs.haveOnly(pid -> pid != 41)).isFalse();
    }

    @Test
    void whoComesWhileItLooksIsLookedAt() {
        assertThat(heirs.haveOnly(pid -> come(pid, 44))).isTrue();
        assertThat(asked).contains(44L);

        assertThat(heirs.haveOnly(pid -> come(pid, 45) && pid != 45)).isFalse();
    }

    @Test
    void whereChildrenNeverStayTheSameNothingIsCertain() {
        List<Long> next = new ArrayList<>(List.of(100L));
        assertThat(heirs.haveOnly(pid -> {
                    next.set(0, next.get(0) + 1);
                    return come(pid, next.get(0));
                }))
                .isFalse();
    }

    @Test
    void anAncestorThatEndedHasNoChildrenAnyMore() throws Exception {
        delete(20);

        assertThat(heirs.haveOnly(pid -> Set.of(43L, 20L, 41L).contains(pid))).isTrue();
    }

    @Test
    void whereTheKernelDoesNotTellNothingIsCertain() throws Exception {
        Files.delete(proc.resolve("20/task/20/children"));

        assertThat(heirs.haveOnly(pid -> true)).isFalse();
    }

    @Test
    void whereAncestorsCannotBeSeenNothingIsCertain() throws Exception {
        delete(20);

        assertThat(heirs().haveOnly(pid -> true)).isFalse();
    }

    @Test
    void ofAnHeirWhoseFirstThreadHasEndedNothingIsCertain() throws Exception {
        process(30, 20, "");
        assertThat(heirs.haveOnly(pid -> true)).isTrue();

        Files.writeString(proc.resolve("30/stat"), stat(30, 20, 'Z'));

        assertThat(heirs.haveOnly(pid -> true)).isFalse();
    }

    private Heirs heirs() {
        return new Heirs(new ProcFs(proc), 30);
    }

    /** Another child of the first process, from now on. */
    private boolean come(long pid, long child) {
        asked.add(pid);
        try {
            Files.writeString(proc.resolve("1/task/1/children"), "20 41 " + child + " ");
            return true;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void process(long pid, long parent, String children) throws Exception {
        Path task = Files.createDirectories(proc.resolve(pid + "/task/" + pid));
        Files.writeString(task.resolve("children"), children);
        Files.writeString(proc.resolve(pid + "/stat"), stat(pid, parent, 'S'));
    }

    private static String stat(long pid, long parent, char state) {
        return pid + " (x) " + state + " " + parent + " " + pid + " " + pid
                + " 0 -1 0 0 0 0 0 0 0 0 0 20 0 2 0 50 0 0 0 0\n";
    }

    private void delete(long pid) throws Exception {
        Files.delete(proc.resolve(pid + "/task/" + pid + "/children"));
        Files.delete(proc.resolve(pid + "/task/" + pid));
        Files.delete(proc.resolve(pid + "/task"));
        Files.delete(proc.resolve(pid + "/stat"));
        Files.delete(proc.resolve(Long.toString(pid)));
    }
}
