package dev.upkeep.internal.linux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All processes at one moment, found by whatever ties them to each other. Thread-safe. */
public final class Census {
    private final Map<Long, ProcStat> byPid = new HashMap<>();
    private final Map<Long, List<ProcStat>> byParent = new HashMap<>();
    private final Map<Long, List<ProcStat>> bySession = new HashMap<>();
    private final Map<String, List<ProcStat>> byMark;

    /**
     * A census of these.
     *
     * @param all every process there is
     * @param byMark who carries which mark
     */
    Census(List<ProcStat> all, Map<String, List<ProcStat>> byMark) {
        this.byMark = byMark;
        for (ProcStat process : all) {
            byPid.put(process.pid(), process);
            add(byParent, process.parent(), process);
            add(bySession, process.session(), process);
        }
    }

    static <K> void add(Map<K, List<ProcStat>> index, K key, ProcStat process) {
        index.computeIfAbsent(key, k -> new ArrayList<>()).add(process);
    }

    /**
     * The process of a pid.
     *
     * @param pid which one
     * @return empty if there is none
     */
    public Optional<ProcStat> find(long pid) {
        return Optional.ofNullable(byPid.get(pid));
    }

    /**
     * The children of a process.
     *
     * @param pid of the parent
     * @return zombies too
     */
    public List<ProcStat> children(long pid) {
        return byParent.getOrDefault(pid, List.of());
    }

    /**
     * Who is in a session.
     *
     * @param session the pid of the one who began it
     * @return zombies too
     */
    public List<ProcStat> session(long session) {
        return bySession.getOrDefault(session, List.of());
    }

    /**
     * Who carries a mark in its environment.
     *
     * @param mark the value of the variable
     * @return only such as live
     */
    public List<ProcStat> marked(String mark) {
        return byMark.getOrDefault(mark, List.of());
    }
}
