package dev.upkeep.tls;

import dev.upkeep.route.Route;
import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names a development certificate is made for: this machine's, and the domains of all routes over HTTPS.
 *
 * @param domains lower case ASCII, sorted, maybe with a wildcard as their first label
 */
record DevelopmentNames(List<String> domains) {
    private static final int DNS_NAME = 2;
    private static final String ADDRESSES = "ip:127.0.0.1,ip:::1";

    static DevelopmentNames of(List<Route> routes) {
        Stream<String> ofRoutes =
                routes.stream().filter(Route::ssl).map(Route::domain).flatMap(Optional::stream);
        return new DevelopmentNames(List.copyOf(Stream.concat(Stream.of("localhost"), ofRoutes)
                .map(name -> IDN.toASCII(name).toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new))));
    }

    /** In the form of the {@code -ext} option of keytool. */
    String subjectAlternativeNames() {
        return domains.stream().map(name -> "dns:" + name).collect(Collectors.joining(",", "SAN=", "," + ADDRESSES));
    }

    /** Whether a certificate is made for all of them. */
    boolean coveredBy(ServerCertificate certificate) {
        return certificate.domains().containsAll(domains);
    }
}
