package dev.upkeep.config;

import java.util.List;

/** JSON pointers (RFC 6901), and how people say the places they point to. */
final class Pointers {
    static final String PROCESSES = "/processes";
    static final String ROUTES = "/routes";

    private Pointers() {}

    static String child(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    static String child(String pointer, int index) {
        return pointer + "/" + index;
    }

    static String process(Object id) {
        return child(PROCESSES, id.toString());
    }

    static String parent(String pointer) {
        return pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
    }

    static String last(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1)
                .replace("~1", "/")
                .replace("~0", "~");
    }

    /** Whether the value belongs to {@code processes.yaml}. */
    static boolean isOfProcesses(String pointer) {
        return pointer.equals(PROCESSES) || pointer.startsWith(PROCESSES + "/");
    }

    /** A key or item by its own name: <code>`delay`</code>, {@code item 2 of `args`}. */
    static String name(String pointer) {
        String last = last(pointer);
        if (last.matches("\\d{1,9}") && !parent(pointer).equals(PROCESSES)) {
            int number = Integer.parseInt(last) + 1;
            return parent(pointer).equals(ROUTES)
                    ? "route " + number
                    : "item " + number + " of " + name(parent(pointer));
        }
        return parent(pointer).equals(PROCESSES) ? "process " + Words.quoted(last) : Words.quoted(last);
    }

    /** A place with all that is around it: <code>`env` of process `api`</code>; the file's name for the top. */
    static String place(String pointer, String file) {
        if (pointer.isEmpty() || pointer.equals(PROCESSES)) {
            return file;
        }
        boolean entry = List.of(PROCESSES, ROUTES).contains(parent(pointer));
        boolean top = parent(pointer).isEmpty();
        return entry || top ? name(pointer) : name(pointer) + " of " + place(parent(pointer), file);
    }
}
