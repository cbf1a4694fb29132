package dev.upkeep.internal.config.problem;

/**
 * Everything that can be wrong with a configuration, or doubtful in it. The ids are stable: a retired one is never used
 * again.
 */
public enum Code {
    UNREADABLE("UPK001", "A file cannot be read"),
    NOT_YAML("UPK002", "A file is not valid YAML"),
    UNKNOWN_KEY("UPK003", "A key is not known"),
    MISSING_KEY("UPK004", "A required key is missing"),
    WRONG_TYPE("UPK005", "A value has the wrong type"),
    INVALID_VALUE("UPK006", "A value is not allowed"),
    DUPLICATE_KEY("UPK007", "A key is given twice"),
    EMPTY_VALUE("UPK008", "A value is missing"),
    NOT_TEXT("UPK009", "A file is not text"),
    TOO_LARGE("UPK010", "A file is too large or too deep"),
    INVALID_ID("UPK011", "A process id has a form that is not allowed"),
    DUPLICATE_ID("UPK012", "A process id is defined twice"),
    NOT_YET("UPK013", "A key is not supported yet"),
    VARIABLE("UPK014", "A variable cannot be replaced"),
    INVALID_URL("UPK015", "An address is not valid"),
    UNKNOWN_PROCESS("UPK016", "A process is named that does not exist"),
    SHARED_FILE("UPK017", "A file is used for two purposes"),
    SAME_ROUTE("UPK018", "Two routes match the same requests"),
    SHARED_PORT("UPK019", "A port is used twice"),
    PORT_MISMATCH("UPK020", "Two settings name different ports", Code.WARNING),
    SHORT_DURATION("UPK021", "A duration looks like seconds but is milliseconds", Code.WARNING),
    ROUTE_TO_ITSELF("UPK022", "A route leads back to Upkeep itself"),
    OLD_SPELLING("UPK023", "A key has a newer spelling", Code.WARNING),
    NO_ADDRESS("UPK024", "A health check does not know where to ask"),
    INVALID_ROUTE("UPK025", "A domain or path of a route is not valid"),
    DISABLED_PROCESS("UPK026", "A disabled process is named", Code.WARNING),
    INVALID_ENVIRONMENT("UPK027", "A variable cannot be passed to a process"),
    IGNORED_ENTRY("UPK028", "An entry that looks like a process is ignored", Code.WARNING),
    NEEDS_NEW_START("UPK029", "A change takes effect when Upkeep is started again", Code.WARNING),
    DEPENDENCY_CYCLE("UPK030", "Processes wait for each other"),
    NEVER_COMPLETES("UPK031", "A process waits for the end of one that is always restarted", Code.WARNING),
    CERTIFICATE("UPK040", "A certificate cannot be used"),
    CERTIFICATE_DOUBT("UPK041", "A certificate is not what clients expect", Code.WARNING);

    private static final boolean WARNING = true;

    private final String id;
    private final String title;
    private final boolean isWarning;

    Code(String id, String title) {
        this(id, title, false);
    }

    Code(String id, String title, boolean isWarning) {
        this.id = id;
        this.title = title;
        this.isWarning = isWarning;
    }

    /**
     * What people and programs know it by.
     *
     * @return such as {@code UPK003}
     */
    public String id() {
        return id;
    }

    /**
     * What it is about.
     *
     * @return for people, without an end mark
     */
    public String title() {
        return title;
    }

    /**
     * Whether a configuration can be used in spite of it.
     *
     * @return false for an error
     */
    public boolean isWarning() {
        return isWarning;
    }
}
