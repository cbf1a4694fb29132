package dev.upkeep.internal.config.problem;

import java.util.Set;

/** JSON pointers (RFC 6901), and how people say the places they point to. */
public final class Pointers {
    /** To all processes. */
    public static final String PROCESSES = "/processes";

    /** To all routes. */
    public static final String ROUTES = "/routes";

    /** Whose keys the user chooses, so that a number may be one. */
    private static final Set<String> FREE_MAPS = Set.of("env", "headers", "dependsOn");

    private Pointers() {}

    /** To an entry of a map. */
    public static String child(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** To an item of a list, the first of which is 0. */
    public static String child(String pointer, int index) {
        return pointer + "/" + index;
    }

    /** To the process with an id. */
    public static String process(Object id) {
        return child(PROCESSES, id.toString());
    }

    /** To what is around it; empty for the whole document. */
    public static String parent(String pointer) {
        return pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
    }

    /** The key or index that it ends with. */
    public static String last(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1)
                .replace("~1", "/")
                .replace("~0", "~");
    }

    /** Whether the value belongs to {@code processes.yaml}. */
    public static boolean isOfProcesses(String pointer) {
        return pointer.equals(PROCESSES) || pointer.startsWith(PROCESSES + "/");
    }

    /** A key or item by its own name: <code>`delay`</code>, {@code item 2 of `args`}. */
    public static String name(String pointer) {
        String last = last(pointer);
        if (isItem(pointer)) {
            int number = Integer.parseInt(last) + 1;
            return parent(pointer).equals(ROUTES)
                    ? "route " + number
                    : "item " + number + " of " + name(parent(pointer));
        }
        return parent(pointer).equals(PROCESSES) ? "process " + Words.quoted(last) : Words.quoted(last);
    }

    /** A place with all that is around it: <code>`env` of process `api`</code>; the file's name for the top. */
    public static String place(String pointer, String file) {
        if (pointer.isEmpty() || pointer.equals(PROCESSES)) {
            return file;
        }
        String parent = parent(pointer);
        if (parent.isEmpty() || parent.equals(PROCESSES) || parent.equals(ROUTES)) {
            return name(pointer);
        }
        return name(pointer) + " of " + place(isItem(pointer) ? parent(parent) : parent, file);
    }

    private static boolean isItem(String pointer) {
        String parent = parent(pointer);
        boolean ofList = !parent.equals(PROCESSES) && !FREE_MAPS.contains(last(parent));
        return ofList && last(pointer).matches("\\d{1,9}");
    }
}
