package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.rules.Finding;
import java.util.ArrayList;
import java.util.List;

/** Domains over HTTPS that no configured certificate is for: browsers will complain. */
final class Uncovered {
    private Uncovered() {}

    static List<Finding> in(ProxyDraft proxy) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < proxy.routes.size() && !proxy.isForDevelopment(); i++) {
            String at = Pointers.child(Pointers.child(Pointers.ROUTES, i), "domain");
            RouteDraft route = proxy.routes.get(i);
            route.domain
                    .filter(domain -> route.ssl && !(proxy.acme.build().isPresent() && !domain.startsWith("*.")))
                    .filter(domain -> proxy.certificates.stream().noneMatch(c -> c.covers(domain)))
                    .ifPresent(domain -> findings.add(Finding.of(
                            Code.CERTIFICATE_DOUBT,
                            at,
                            "no certificate is for " + Words.quoted(domain) + ", so browsers will refuse it",
                            "add one to `certificates` of `tls`"
                                    + (domain.startsWith("*.") ? "; `acme` orders none for wildcards" : ""))));
        }
        return findings;
    }
}
