package dev.upkeep.route;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Routes of one domain by their paths. Walks once along a path, hashing as it goes, and looks at each end of a segment
 * whether a route ends there; so the cost depends on neither the number of routes nor, beyond the longest of them, on the
 * length of the path, and nothing is allocated.
 */
final class PrefixTable {
    private record Entry(String prefix, Route route) {}

    /** Open addressing; a power of two, at most half full. */
    private final @Nullable Entry[] entries;

    private final int longest;

    /** The first of two routes with the same path counts. */
    PrefixTable(Collection<Route> routes) {
        entries = new Entry[Integer.highestOneBit(Math.max(1, routes.size())) * 4];
        int length = 0;
        for (Route route : routes) {
            String prefix = RequestPath.ofRoute(route.path());
            put(new Entry(prefix, route));
            length = Math.max(length, prefix.length());
        }
        longest = length;
    }

    private void put(Entry entry) {
        int slot = slot(entry.prefix.hashCode());
        for (@Nullable Entry taken = entries[slot]; taken != null; taken = entries[slot]) {
            if (taken.prefix.equals(entry.prefix)) {
                return;
            }
            slot = slot + 1 & entries.length - 1;
        }
        entries[slot] = entry;
    }

    /** The route with the longest path that this one lies at or below, or null. */
    @Nullable Route find(String path) {
        @Nullable Route found = null;
        int hash = 0;
        int end = Math.min(path.length(), longest);
        for (int i = 0; i <= end; i++) {
            boolean segmentEnds = i == path.length() || path.charAt(i) == '/';
            if (segmentEnds) {
                @Nullable Route here = at(path, i, hash);
                found = here == null ? found : here;
            }
            hash = i < end ? 31 * hash + path.charAt(i) : hash;
        }
        return found;
    }

    private @Nullable Route at(String path, int length, int hash) {
        int slot = slot(hash);
        @Nullable Entry entry = entries[slot];
        while (entry != null && !(entry.prefix.length() == length && path.startsWith(entry.prefix))) {
            slot = slot + 1 & entries.length - 1;
            entry = entries[slot];
        }
        return entry == null ? null : entry.route;
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 16) & entries.length - 1;
    }
}
