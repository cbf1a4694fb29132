package dev.upkeep.tls;

import java.net.IDN;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The domains that certificates are for, and which names these include (RFC 6125, RFC 9525). */
final class CertificateNames {
    private static final int DNS_NAME = 2;
    private static final String WILDCARD = "*.";

    private CertificateNames() {}

    /** Lower case, in the order of the certificate; addresses are left out, for clients never ask for these by name. */
    static List<String> of(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.get(0).equals(DNS_NAME))
                            .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of(); // names that cannot be read are none: nobody gets it by name
        }
    }

    /** As names are written in certificates. */
    static String ascii(String domain) {
        try {
            return IDN.toASCII(domain).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return domain.toLowerCase(Locale.ROOT); // no name that could be in a certificate
        }
    }

    /** Whether a certificate for these also holds for a domain, which may begin with a wildcard itself. */
    static boolean include(List<String> names, String domain) {
        return names.contains(domain) || names.contains(wildcard(domain));
    }

    /** What would include it: {@code *.example.com} for {@code www.example.com}. */
    static String wildcard(String domain) {
        return domain.startsWith(WILDCARD) ? domain : WILDCARD + domain.substring(domain.indexOf('.') + 1);
    }
}
