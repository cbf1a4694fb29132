package dev.upkeep.simulation;

import dev.upkeep.process.ProcessId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What one launch has led to, as it really is: a root, and its children. */
final class Program {
    /** One process of the operating system; without a program it is a stranger. Its birth tells it from who has its pid later. */
    record Member(int pid, long birth) {}

    private static final int BUSY = 1500;

    final ProcessId id;
    final long launchedAt;
    /** Signals are for its root only, and what the root has started lives its own life after it. */
    final boolean alone;
    /** What the supervisor who launched it has left for the next. */
    final Map<String, String> notes;

    private final boolean bornHeavy;
    Nature nature;
    final List<Member> members = new ArrayList<>();
    Member root;
    long bootsAt;
    long sickensAt;
    /** When the root ended; {@link Long#MAX_VALUE} while it lives. */
    long endedAt = Long.MAX_VALUE;

    /** When it was first asked to end; {@link Long#MAX_VALUE} if nobody has. */
    long toldAt = Long.MAX_VALUE;

    boolean failedAProbe;
    /** Its supervisor died, and another has to do with it. */
    boolean orphaned;

    int code;
    boolean forked;
    Runnable onEnd = () -> {};

    Program(ProcessId id, Map<String, String> notes, boolean alone, Nature nature, long now) {
        this.id = id;
        this.notes = notes;
        this.alone = alone;
        this.bornHeavy = nature.children() > 0;
        this.nature = nature;
        this.launchedAt = now;
        this.bootsAt = now + nature.boots();
        this.sickensAt = bootsAt + nature.sickens();
    }

    /** By when its end is noticed at the latest; taking over an orphan takes its time. */
    long noticedBy() {
        return endedAt == Long.MAX_VALUE ? endedAt : endedAt + Handle.LATE + (orphaned ? Host.SLOWEST : 0);
    }

    /** How long a signal takes at most from the decision on; one for an orphan may have to wait until it is taken over. */
    long lateness() {
        return Handle.LATE + (orphaned ? 2L : 1L) * Host.SLOWEST;
    }

    /** Nobody has asked anything of it any more. */
    void orphan() {
        orphaned = true;
        failedAProbe = false;
        toldAt = Long.MAX_VALUE;
        onEnd = () -> {};
    }

    /** The {@code stopTimeout} it was launched with, which counts once no file says anything of it any more. */
    long noted() {
        return Long.parseLong(notes.getOrDefault("stopTimeout", "0"));
    }

    boolean rootLives() {
        return endedAt == Long.MAX_VALUE;
    }

    boolean wasTold() {
        return toldAt != Long.MAX_VALUE;
    }

    boolean isGone() {
        return members.isEmpty();
    }

    boolean passes(long now) {
        return rootLives() && now >= bootsAt && now < sickensAt;
    }

    /** Whether it says that it may be sent requests: whoever is not of the good ones has enough of them now and then. */
    boolean isReady(long now) {
        return passes(now) && (nature.equals(Nature.GOOD) || (now - bootsAt) / BUSY % 2 == 0);
    }

    /** Whether it has ever held more than its memory limit: what is found is acted upon a little later. */
    boolean wasHeavy() {
        return bornHeavy;
    }

    /** Whether it holds more than its memory limit, if it has one. */
    boolean isHeavy() {
        return nature.children() > 0;
    }

    void heal(long now) {
        nature = Nature.GOOD;
        bootsAt = Math.min(bootsAt, now);
        sickensAt = Long.MAX_VALUE;
    }

    @Override
    public String toString() {
        return id + "/" + root.pid;
    }
}
