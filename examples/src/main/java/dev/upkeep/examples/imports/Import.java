package dev.upkeep.examples.imports;

import java.util.ArrayList;
import java.util.List;

/** What was read of another supervisor's file: processes, and what could not be carried over. */
final class Import {
    private final String file;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Of a file, by the name that people know it by. */
    Import(String file) {
        this.file = file;
    }

    Entry add(String name) {
        Entry entry = new Entry(name);
        entries.add(entry);
        return entry;
    }

    /** Something of this line is not carried over, or is otherwise than before; 0 for the file as a whole. */
    void note(int line, String what) {
        notes.add(file + (line > 0 ? ":" + line : "") + ": " + what);
    }

    List<Entry> entries() {
        return entries;
    }

    List<String> notes() {
        return notes;
    }
}
