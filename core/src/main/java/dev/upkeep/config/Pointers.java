package dev.upkeep.config;

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
        if (isItem(pointer)) {
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
        String parent = parent(pointer);
        if (parent.isEmpty() || parent.equals(PROCESSES) || parent.equals(ROUTES)) {
            return name(pointer);
        }
        return name(pointer) + " of " + place(isItem(pointer) ? parent(parent) : parent, file);
    }

    /** The only maps whose keys the user chooses may have numbers for keys. */
    private static boolean isItem(String pointer) {
        String parent = parent(pointer);
        boolean ofList = !parent.equals(PROCESSES) && !Hidden.KEYS.contains(last(parent));
        return ofList && last(pointer).matches("\\d{1,9}");
    }
}
