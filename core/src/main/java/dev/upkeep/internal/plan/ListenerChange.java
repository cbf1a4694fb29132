package dev.upkeep.internal.plan;

import dev.upkeep.route.Route;
import dev.upkeep.spec.ProxySpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Something about listeners that is wanted but not so, because they are opened only once.
 *
 * @param key of {@code proxy.yaml}
 * @param message what differs, in one sentence
 */
public record ListenerChange(String key, String message) {
    /** What to do about any of them. */
    public static final String HELP = "start Upkeep again when that suits";

    /**
     * Compares.
     *
     * @param opened what the listeners were opened with
     * @param wanted what shall be
     * @return what takes effect with a new start only; nothing for what would open no listener anyway
     */
    public static List<ListenerChange> between(ProxySpec opened, ProxySpec wanted) {
        List<ListenerChange> changes = new ArrayList<>();
        compare(changes, "host", opened.host(), wanted.host());
        compare(changes, "port", opened.port(), wanted.port());
        compare(changes, "managementPort", opened.managementPort(), wanted.managementPort());
        if (!opened.limits().equals(wanted.limits())) {
            changes.add(later("limits", "`limits` has changed"));
        }
        if (hasSsl(opened) && hasSsl(wanted)) {
            compare(changes, "httpsPort", opened.httpsPort(), wanted.httpsPort());
        } else if (hasSsl(wanted)) {
            changes.add(later("routes", "a route has `ssl`, but Upkeep was started without one and serves no HTTPS"));
        }
        return List.copyOf(changes);
    }

    private static boolean hasSsl(ProxySpec proxy) {
        return proxy.routes().stream().anyMatch(Route::ssl);
    }

    private static void compare(List<ListenerChange> changes, String key, Object opened, Object wanted) {
        if (!opened.equals(wanted)) {
            changes.add(later(key, "`" + key + "` has changed from " + opened + " to " + wanted));
        }
    }

    private static ListenerChange later(String key, String what) {
        return new ListenerChange(key, what + ": takes effect when Upkeep is started again");
    }
}
