package dev.upkeep.internal.probe;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ShutdownChannelGroupException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** What went wrong with a connection, for people; follows the name of the other side, or stands alone. */
final class NetTrouble {
    private NetTrouble() {}

    static String say(Throwable trouble) {
        String message = String.valueOf(trouble.getMessage());
        if (message.toLowerCase(Locale.ROOT).contains("refused")) {
            return "refused the connection";
        }
        if (message.toLowerCase(Locale.ROOT).contains("reset")) {
            return "broke off the connection";
        }
        if (trouble instanceof SSLException) {
            return "TLS failed: " + message;
        }
        if (trouble instanceof NoRouteToHostException) {
            return "cannot be reached";
        }
        if (trouble instanceof UnknownHostException || trouble instanceof UnresolvedAddressException) {
            return "the host is unknown";
        }
        if (trouble instanceof ClosedChannelException || trouble instanceof ShutdownChannelGroupException) {
            return "was given up";
        }
        if (trouble instanceof ConnectException && trouble.getMessage() == null) {
            return "could not be connected to";
        }
        return trouble.getMessage() == null ? trouble.getClass().getSimpleName() : message;
    }
}
