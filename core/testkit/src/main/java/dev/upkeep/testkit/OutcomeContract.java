package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.Refusal;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Routing;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the router says is done. */
abstract class OutcomeContract extends ContractTest {
    private static final String POST = "POST /orders HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\n\r\nhello";

    @Test
    void aForwardedRequestReachesTheUpstreamOfItsLease() throws Exception {
        RawBackend backend = backend(OK);
        assertThat(get("/app1/x?y=z").text()).isEqualTo("ok");
        assertThat(backend.request().head().startLine()).isEqualTo("GET /app1/x?y=z HTTP/1.1");
    }

    @Test
    void theRouterIsToldWhatTheClientSent() throws Exception {
        router.says(ScriptedRouter.refusal(404, "no-route"));
        exchange("DELETE /a%2Fb?q=%20 HTTP/1.1\r\nHost: App.example:8080\r\nAccept: application/json\r\n\r\n");
        assertThat(router.head())
                .usingRecursiveComparison()
                .ignoringFields("id")
                .isEqualTo(new RequestHead("DELETE", false, "App.example:8080", "/a%2Fb?q=%20", false));
    }

    @Test
    void theRouterIsToldWhenAPersonIsLooking() throws Exception {
        exchange("GET / HTTP/1.1\r\n" + HOST + "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n\r\n");
        assertThat(router.head().acceptsHtml()).isTrue();
    }

    @Test
    void aRefusalIsAnsweredWithItsStatusTypeAndBody() throws Exception {
        router.says(ScriptedRouter.refusal(404, "no-route"));
        Message answer = get("/nowhere");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.head().value("Content-Type")).contains("application/problem+json");
        assertThat(answer.text()).isEqualTo("{\"status\":404,\"code\":\"no-route\"}");
        assertThat(answer.head().has("Retry-After")).isFalse();
    }

    @Test
    void aRefusalCanBeAPageAndSayWhenToTryAgain() throws Exception {
        String page = "<p>„app“ is starting</p>";
        router.says(ScriptedRouter.refusal(
                new Refusal(503, "starting", Optional.of(Duration.ofSeconds(7)), "text/html;charset=utf-8", page)));
        Message answer = get("/");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.head().value("Content-Type").orElseThrow()).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(answer.head().value("Retry-After")).contains("7");
        assertThat(answer.text()).isEqualTo(page);
    }

    @Test
    void aRefusalOfHeadHasNoBody() throws Exception {
        router.says(ScriptedRouter.refusal(404, "no-route"));
        Wire client = client();
        client.send("HEAD / HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
        assertThat(client.readHead().status()).isEqualTo(404);
        assertThat(client.readAll()).isEmpty();
    }

    @Test
    void aRefusedPostLeavesTheConnectionUsableOrClosed() throws Exception {
        router.says(ScriptedRouter.refusal(503, "stopped"));
        Message answer = exchange(POST);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("stopped");
    }

    @Test
    void aRedirectNamesWhereToGo() throws Exception {
        router.says(new Routing.Redirect(308, "https://app.example:8443/x?y=%20z"));
        Message answer = exchange(POST);
        assertThat(answer.status()).isEqualTo(308);
        assertThat(answer.head().value("Location")).contains("https://app.example:8443/x?y=%20z");
    }

    @Test
    void anAnswerOfUpkeepsOwnArrivesAndTheConnectionIsUsable() throws Exception {
        router.says(new Routing.Answer(200, Map.of("Content-Type", "text/plain"), "token.thumbprint"));
        Wire client = client();
        for (int i = 0; i < 2; i++) {
            client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
            Message answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.head().value("Content-Type")).contains("text/plain");
            assertThat(answer.text()).isEqualTo("token.thumbprint");
        }
    }

    @Test
    void aHeldRequestIsForwardedWhenTheWaitEndsWell() throws Exception {
        RawBackend backend = backend(OK);
        ScriptedWait wait = hold();
        Wire client = client();
        client.send("GET /held HTTP/1.1\r\n" + HOST + "\r\n");
        router.head();
        assertThat(backend.connections()).isZero();
        wait.end(router.forward(backend.upstream()));
        assertThat(client.readAnswer().text()).isEqualTo("ok");
        assertThat(backend.request().head().target()).isEqualTo("/held");
    }

    @Test
    void aHeldRequestIsRefusedWhenTheWaitEndsBadly() throws Exception {
        ScriptedWait wait = hold();
        Wire client = client();
        client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
        router.head();
        wait.end(ScriptedRouter.refusal(503, "failed"));
        assertThat(client.readAnswer().status()).isEqualTo(503);
    }

    @Test
    void aWaitThatIsOverAlreadyIsNoWait() throws Exception {
        RawBackend backend = backend(OK);
        hold().end(router.forward(backend.upstream()));
        assertThat(get("/").text()).isEqualTo("ok");
    }

    @Test
    void aHeldPostKeepsItsBody() throws Exception {
        RawBackend backend = backend(OK);
        ScriptedWait wait = hold();
        Wire client = client();
        client.send(POST);
        router.head();
        wait.end(router.forward(backend.upstream()));
        assertThat(client.readAnswer().text()).isEqualTo("ok");
        assertThat(backend.request().text()).isEqualTo("hello");
    }

    @Test
    void theLeaseIsGivenBackWhenTheAnswerIsThrough() throws Exception {
        backend(OK);
        get("/");
        assertThat(router.lease().isGivenBack()).isTrue();
        assertThat(router.lease().failures()).isEmpty();
    }
}
