package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.Routing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Many requests, one after the other and at once. */
abstract class TrafficContract extends ContractTest {
    @Test
    void aConnectionServesManyRequests() throws Exception {
        backend(TrafficContract::echo);
        Wire client = client();
        for (int i = 0; i < 100; i++) {
            client.send(request(i));
            assertThat(client.readAnswer().text()).isEqualTo("/" + i);
        }
    }

    @Test
    void aConnectionServesRequestsOfAllKindsInTurn() throws Exception {
        backend(TrafficContract::echo);
        Wire client = client();
        for (int i = 0; i < 10; i++) {
            client.send("POST /" + i + " HTTP/1.1\r\n" + HOST + "Content-Length: 4\r\n\r\nbody");
            assertThat(client.readAnswer().text()).isEqualTo("/" + i);
            client.send(
                    "PUT /" + i + " HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n");
            assertThat(client.readAnswer().text()).isEqualTo("/" + i);
            client.send(request(i));
            assertThat(client.readAnswer().text()).isEqualTo("/" + i);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
        backend(TrafficContract::echo);
        Wire client = client();
        client.send(request(1) + request(2) + request(3));
        assertThat(client.readAnswer().text()).isEqualTo("/1");
        assertThat(client.readAnswer().text()).isEqualTo("/2");
        assertThat(client.readAnswer().text()).isEqualTo("/3");
    }

    @Test
    void aConnectionIsClosedIfTheClientAsksForIt() throws Exception {
        backend(OK);
        Wire client = client();
        client.send("GET / HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
        assertThat(client.readAnswer().text()).isEqualTo("ok");
        client.awaitEnd();
    }

    @Test
    void connectionsToTheBackendAreUsedAgain() throws Exception {
        RawBackend backend = backend(OK);
        for (int i = 0; i < 50; i++) {
            get("/");
        }
        assertThat(backend.connections()).isLessThan(10);
    }

    @Test
    void twoHundredRequestsAtOnceAreAllAnswered() throws Exception {
        backend(TrafficContract::echo);
        List<Wire> clients = clients(200);
        for (int i = 0; i < clients.size(); i++) {
            assertThat(clients.get(i).readAnswer().text()).isEqualTo("/" + i);
        }
        assertThat(router.leases()).hasSize(200);
    }

    @Test
    void manyThatWaitForTheBackendDoNotBlockOthers() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        backend(request -> {
            if (!request.head().target().equals("/quick")) {
                await(goOn);
            }
            return echo(request);
        });
        List<Wire> waiting = clients(32);
        assertThat(get("/quick").text()).isEqualTo("/quick");
        goOn.countDown();
        for (Wire each : waiting) {
            assertThat(each.readAnswer().status()).isEqualTo(200);
        }
    }

    @Test
    void threeHundredHeldRequestsHoldNoThreadEach() throws Exception {
        RawBackend backend = backend(TrafficContract::echo);
        int before = Thread.getAllStackTraces().size();
        List<ScriptedWait> waits = Collections.synchronizedList(new ArrayList<>());
        router.says(head -> {
            ScriptedWait wait = new ScriptedWait();
            waits.add(wait);
            return new Routing.Hold(wait);
        });
        List<Wire> clients = clients(300);
        for (int i = 0; i < clients.size(); i++) {
            router.head();
        }
        assertThat(Thread.getAllStackTraces().size()).isLessThan(before + 100);
        for (ScriptedWait wait : List.copyOf(waits)) {
            wait.end(router.forward(backend.upstream()));
        }
        for (int i = 0; i < clients.size(); i++) {
            assertThat(clients.get(i).readAnswer().text()).isEqualTo("/" + i);
        }
    }

    private List<Wire> clients(int count) throws Exception {
        List<Wire> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Wire client = client();
            client.send(request(i));
            clients.add(client);
        }
        return clients;
    }

    private static String request(int number) {
        return "GET /" + number + " HTTP/1.1\r\n" + HOST + "\r\n";
    }

    private static String echo(Message request) {
        String target = request.head().target();
        return "HTTP/1.1 200 OK\r\nContent-Length: " + target.length() + "\r\n\r\n" + target;
    }
}
