package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.rules.Addresses;
import dev.upkeep.internal.config.yaml.Unfit;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** How the URLs of targets and health checks are written. */
final class Urls {
    private static final String EXAMPLE = "write it as `http://localhost:3000`";

    private Urls() {}

    /** Where a route leads: a URL with scheme and host. */
    static URI target(String text) throws Unfit {
        URI url = parse(text);
        return checked(url, text, Addresses.problemOfTarget(url));
    }

    /** A URL of HTTP with a host. */
    static URI absolute(String text) throws Unfit {
        URI url = parse(text);
        return checked(url, text, Addresses.problem(url));
    }

    private static URI checked(URI url, String text, Optional<String> problem) throws Unfit {
        if (problem.isPresent()) {
            throw unfit(text, problem.get());
        }
        return url;
    }

    /** An HTTP URL, or a path that begins with a slash. */
    static URI absoluteOrPath(String text) throws Unfit {
        if (text.startsWith("/") && !text.startsWith("//")) {
            return parse(text);
        }
        try {
            absolute(ScaleKeys.sample(text));
            return parse(ScaleKeys.asNumber(text));
        } catch (Unfit unfit) {
            throw new Unfit(
                    unfit.code(),
                    String.valueOf(unfit.getMessage()),
                    "write a whole address, `http://localhost:3000/health`, or a path, `/health`");
        }
    }

    private static URI parse(String text) throws Unfit {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw unfit(text, "is not an address");
        }
    }

    private static Unfit unfit(String text, String problem) {
        boolean bare = text.matches("[A-Za-z0-9.-]+(:\\d+)?(/\\S*)?") && !text.startsWith("/");
        String help = bare ? "write it with its scheme: `http://" + Words.printable(text) + "`" : EXAMPLE;
        return new Unfit(Code.INVALID_URL, problem, help);
    }
}
