package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.ClientLimits;
import dev.upkeep.route.Router;
import dev.upkeep.tls.ServerKeys;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * All that a proxy adapter must do. Extend it, say how to open a proxy, and run it with JUnit:
 *
 * <pre>{@code
 * class JettyProxyTest extends ProxyContract {
 *     @Override
 *     protected ProxyUnderTest open(Router router, Optional<ServerKeys> keys, ClientLimits limits) {
 *         …
 *     }
 * }
 * }</pre>
 *
 * Each test opens a proxy of its own. When a test ends, all leases must have been given back.
 */
public abstract class ProxyContract {
    /** For adapters. */
    protected ProxyContract() {}

    /** One with the usual limits. */
    final ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
        return open(router, keys, ClientLimits.DEFAULT);
    }

    /**
     * Starts a proxy on 127.0.0.1, on free ports.
     *
     * @param router what it is to ask
     * @param keys for HTTPS; without them it listens for HTTP only
     * @param limits how much clients may take
     * @return the running proxy
     * @throws Exception if it can't be started, which fails the test
     */
    protected abstract ProxyUnderTest open(Router router, Optional<ServerKeys> keys, ClientLimits limits)
            throws Exception;

    @Nested
    class Outcomes extends OutcomeContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }

    @Nested
    class Requests extends RequestContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }

    @Nested
    class HeaderFields extends HeaderContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }

    @Nested
    class Edits extends EditContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }

    @Nested
    class Bodies extends BodyContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }

    @Nested
    class Streams extends StreamContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }

    @Nested
    class Expectations extends ExpectContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }

    @Nested
    class Departures extends DepartureContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }

    @Nested
    class Failures extends FailureContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }

    @Nested
    class Interruptions extends InterruptionContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }

    @Nested
    class MalformedRequests extends MalformedContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }

    @Nested
    class Reports extends ReportContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }

    @Nested
    class Limits extends LimitContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys, SMALL);
        }
    }

    @Nested
    class Patience extends PatienceContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys, IMPATIENT);
        }
    }

    @Nested
    class Pauses extends PauseContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys, RESTLESS);
        }
    }

    @Nested
    class Upgrades extends UpgradeContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }

    @Nested
    class TunnelEnds extends TunnelEndContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }

    @Nested
    class WebSockets extends WebSocketContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }

    @Nested
    class Traffic extends TrafficContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }

    @Nested
    class LargeUploads {
        @Test
        @Timeout(120)
        void twoGibibytesPassThroughAHeapOf256Mebibytes() throws Exception {
            assertThat(LargeUpload.inSmallHeap(ProxyContract.this.getClass())).endsWith("all of it arrived\n");
        }
    }

    @Nested
    class Http2 extends Http2Contract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }

    @Nested
    class Http2Upstreams extends Http2UpstreamContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }

    @Nested
    class Grpc extends GrpcContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys, GrpcContract.IMPATIENT);
        }
    }

    @Nested
    class Https extends HttpsContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }

    @Nested
    class Tls extends TlsContract {
        @Override
        ProxyUnderTest open(Router router, Optional<ServerKeys> keys) throws Exception {
            return ProxyContract.this.open(router, keys);
        }
    }
}
