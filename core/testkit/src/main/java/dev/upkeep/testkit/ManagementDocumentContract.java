package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.Upkeep;
import dev.upkeep.rest.ManagementApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every answer that the OpenAPI document describes can be had, and is as described. That no answer of any other test is
 * otherwise than described, each exchange sees to.
 */
abstract class ManagementDocumentContract extends ManagementTest {
    private static final String EVIL = "Host: evil.example\r\n";
    private static final List<String> GETS = List.of(
            "/health",
            "/health/live",
            "/health/ready",
            "/api",
            "/api/openapi.json",
            "/api/config",
            "/api/routes",
            "/metrics",
            "/api/processes",
            "/api/processes/api",
            "/api/processes/api/logs",
            "/api/logs");

    @TempDir
    private Path files;

    @Test
    void everyDocumentedAnswerIsSeenAndIsAsDocumented() throws Exception {
        everythingThatCanBeRead();
        thePage();
        whatIsNotThere();
        whatIsNotLetThrough();
        actions();
        whatIsOvertaken();
        reloads();
        theEnd();
        assertThat(documented().seen()).isEqualTo(documented().all());
    }

    private void everythingThatCanBeRead() throws Exception {
        for (String path : GETS) {
            assertThat(get(path).status()).as(path).isEqualTo(200);
        }
        for (String type : List.of("text/plain", "application/x-ndjson")) {
            exchange("GET /api/logs HTTP/1.1\r\n" + LOCAL + BEARER + "Accept: " + type + "\r\n");
        }
        String etag = get("/api/processes/api").head().value("ETag").orElseThrow();
        Message same =
                exchange("GET /api/processes/api HTTP/1.1\r\n" + LOCAL + BEARER + "If-None-Match: " + etag + "\r\n");
        assertThat(same.status()).isEqualTo(304);
        String all = get("/api/processes").head().value("ETag").orElseThrow();
        Message none = exchange("GET /api/processes HTTP/1.1\r\n" + LOCAL + BEARER + "If-None-Match: " + all + "\r\n");
        assertThat(none.status()).isEqualTo(304);
        Wire stream = connect();
        String line = "GET /api/events HTTP/1.1";
        stream.send(line + "\r\n" + LOCAL + BEARER + "\r\n");
        check(line, stream.readHead());
        assertThat(get("/health/ready?process=off").status()).isEqualTo(503);
    }

    private void thePage() throws Exception {
        for (String path : List.of("/", "/ui")) {
            assertThat(get(path).status()).as(path).isEqualTo(307);
        }
        for (String file : List.of("", "app.css", "app.js", "icon.svg")) {
            Message page = get("/ui/" + file);
            assertThat(page.status()).as(file).isEqualTo(200);
            String etag = page.head().value("ETag").orElseThrow();
            Message same = exchange("GET /ui/" + file + " HTTP/1.1\r\n" + LOCAL + "If-None-Match: " + etag + "\r\n");
            assertThat(same.status()).as(file).isEqualTo(304);
        }
        for (String path : List.of("/", "/ui", "/ui/")) {
            assertThat(exchange("GET " + path + " HTTP/1.1\r\n" + EVIL).status())
                    .isEqualTo(403);
        }
    }

    private void whatIsNotThere() throws Exception {
        for (String path : List.of(
                "/health/ready?process=apy",
                "/api/processes/apy",
                "/api/processes/apy/logs",
                "/api/logs?process=apy",
                "/api/events?logs=apy")) {
            assertThat(get(path).status()).as(path).isEqualTo(404);
        }
        for (String verb : List.of("start", "stop", "restart")) {
            assertThat(act("apy", verb).status()).isEqualTo(404);
        }
    }

    private void whatIsNotLetThrough() throws Exception {
        for (String path : GETS) {
            assertThat(exchange("GET " + path + " HTTP/1.1\r\n" + EVIL).status())
                    .isEqualTo(403);
        }
        assertThat(exchange("GET /api/events HTTP/1.1\r\n" + LOCAL).status()).isEqualTo(401);
        for (String verb : List.of("api/start", "api/stop", "api/restart", "reload")) {
            assertThat(exchange("POST /api/processes/" + verb + " HTTP/1.1\r\n" + LOCAL)
                            .status())
                    .isEqualTo(401);
        }
    }

    private void actions() throws Exception {
        for (String verb : List.of("start", "restart", "stop")) {
            Message old = exchange(
                    "POST /api/processes/api/" + verb + " HTTP/1.1\r\n" + LOCAL + BEARER + "If-Match: \"old\"\r\n");
            assertThat(old.status()).isEqualTo(412);
            assertThat(act("api", verb).status()).isEqualTo(200);
            assertThat(act("talker", verb + "?wait=none").status()).isEqualTo(202);
        }
        assertThat(act("broken", "start").status()).isEqualTo(409);
        assertThat(act("broken", "restart").status()).isEqualTo(409);
        assertThat(get("/health").status()).isEqualTo(503);
    }

    /** A stop that somebody else's start comes before. */
    private void whatIsOvertaken() throws Exception {
        startStubborn();
        Wire stopping = connect();
        String line = "POST /api/processes/stubborn/stop HTTP/1.1";
        stopping.send(line + "\r\n" + LOCAL + BEARER + "\r\n");
        awaitText("stubborn", "\"state\":\"stopping\"");
        act("stubborn", "start?wait=none");
        Message overtaken = stopping.readAnswer();
        check(line, overtaken);
        assertThat(overtaken.status()).isEqualTo(409);
    }

    private void reloads() throws Exception {
        assertThat(reload(port()).status()).isEqualTo(409);
        write("processes:\n  api: {name: api, command: sleep, args: [\"1000\"], env: {SECRET: " + CANARY + "}}\n");
        Files.writeString(files.resolve("proxy.yaml"), "routes: []\n");
        try (Upkeep upkeep = Upkeep.fromYaml(files).build()) {
            ManagementUnderTest second = listen(ManagementApi.of(upkeep, ManagementTest::caller));
            try {
                reloadsOf(second.port());
            } finally {
                second.close();
            }
        }
    }

    private void reloadsOf(int port) throws Exception {
        assertThat(reload(port).status()).isEqualTo(200);
        write("processes:\n  api: {name: api, comand: sleep, env: {SECRET: " + CANARY + "}}\n");
        Message invalid = reload(port);
        assertThat(invalid.status()).isEqualTo(422);
        assertThat(invalid.text()).contains("\"diagnostics\":[{\"severity\":\"error\"");
    }

    private void theEnd() throws Exception {
        upkeep().stop();
        assertThat(act("api", "start").status()).isEqualTo(503);
        assertThat(act("api", "restart").status()).isEqualTo(503);
    }

    private void write(String processes) throws IOException {
        Files.writeString(files.resolve("processes.yaml"), processes);
    }

    private Message reload(int port) throws Exception {
        return exchange(port, "POST /api/processes/reload HTTP/1.1\r\n" + LOCAL + BEARER);
    }

    private Message get(String target) throws Exception {
        return exchange("GET " + target + " HTTP/1.1\r\n" + LOCAL + BEARER);
    }
}
