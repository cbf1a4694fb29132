package dev.upkeep.rest.access;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who is calling, and what they may do.
 *
 * @param name for people and logs
 * @param permissions what they may do
 */
public record Principal(String name, Set<Permission> permissions) {
    /** Copies the permissions. */
    public Principal {
        permissions = Set.copyOf(permissions);
    }

    /**
     * Somebody who may do everything.
     *
     * @param name for people and logs
     * @return with all permissions
     */
    public static Principal admin(String name) {
        return new Principal(name, EnumSet.allOf(Permission.class));
    }

    /**
     * Whether they may do something.
     *
     * @param permission what
     * @return true if they may
     */
    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }
}
