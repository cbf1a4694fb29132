package dev.upkeep.rest.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a token is for. Each role may do all that the one before it may. */
public enum Role {
    /** Looks: sees how processes are, and reads what they print. */
    VIEWER(EnumSet.of(Permission.READ, Permission.LOGS)),
    /** Also starts, stops and restarts them. */
    OPERATOR(EnumSet.of(Permission.READ, Permission.LOGS, Permission.CONTROL)),
    /** Everything. */
    ADMIN(EnumSet.allOf(Permission.class));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = Set.copyOf(permissions);
    }

    /**
     * What it may do.
     *
     * @return all of its permissions
     */
    public Set<Permission> permissions() {
        return permissions;
    }

    /**
     * The word that files use.
     *
     * @return the name in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
