package dev.upkeep.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests to 127.0.0.1 until its standard input ends, and writes a line for each: when it was due (ns since 1970), how
 * long it took from then (µs), its flow, its id, and what came of it ({@code 200}, another status, or a cause).
 *
 * <p>Flows are GET or POST, on connections that are kept or on new ones, each in two ways: by clients that wait for their answer
 * before they ask again (closed loop), and at a fixed rate, whatever has become of those before (open loop). No request is ever repeated.
 *
 * <p>Arguments: port, file for the lines, clients of each closed flow, requests per second of each open flow.
 */
final class Load {
    private static final long EPOCH = System.currentTimeMillis() * 1_000_000 - System.nanoTime();
    /** Of an open flow: enough for a second and a half without an answer; who is late then is late by the clock all the same. */
    private static final int WAITING = 150;

    private final int port;
    private final BufferedWriter lines;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private final ExecutorService clients = Executors.newCachedThreadPool();

    private Load(int port, BufferedWriter lines) {
        this.port = port;
        this.lines = lines;
    }

    public static void main(String[] arguments) throws Exception {
        int each = Integer.parseInt(arguments[2]);
        int rate = Integer.parseInt(arguments[3]);
        try (BufferedWriter lines = Files.newBufferedWriter(Path.of(arguments[1]))) {
            Load load = new Load(Integer.parseInt(arguments[0]), lines);
            for (String method : new String[] {"GET", "POST"}) {
                for (boolean kept : new boolean[] {true, false}) {
                    for (int client = 0; client < each; client++) {
                        load.clients.execute(() -> load.closed(method, kept));
                    }
                    load.clients.execute(() -> load.open(method, kept, rate));
                }
            }
            while (System.in.read() >= 0) {
                // it is over when whoever began it says so, or has ended
            }
            load.end();
        }
    }

    private void end() throws InterruptedException {
        over.set(true);
        clients.shutdown();
        if (!clients.awaitTermination(2L * Wire.PATIENCE, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("requests that never end");
        }
    }

    private void closed(String method, boolean kept) {
        Deque<Wire> own = new ArrayDeque<>();
        while (!over.get()) {
            once(own, method, kept, "closed", System.nanoTime());
        }
    }

    private void open(String method, boolean kept, int rate) {
        ExecutorService askers = Executors.newFixedThreadPool(WAITING);
        Deque<Wire> idle = new ArrayDeque<>();
        long due = System.nanoTime();
        while (!over.get()) {
            long now = System.nanoTime();
            if (now < due) {
                LockSupport.parkNanos(due - now);
                continue;
            }
            long at = due;
            askers.execute(() -> once(idle, method, kept, "open", at));
            due += 1_000_000_000L / rate;
        }
        askers.shutdown();
        try {
            askers.awaitTermination(Wire.PATIENCE, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One request, on a connection of these if it is to be kept. */
    private void once(Deque<Wire> idle, String method, boolean kept, String loop, long due) {
        String id = Long.toString(ids.incrementAndGet());
        String outcome;
        Wire wire = null;
        try {
            wire = kept ? usable(idle) : null;
            wire = wire == null ? Wire.open(port) : wire;
            outcome = wire.ask(method, id, kept);
            if (wire.isReusable()) {
                synchronized (idle) {
                    idle.push(wire);
                }
                wire = null;
            }
        } catch (IOException e) {
            outcome = Wire.cause(e);
        }
        long took = System.nanoTime() - due;
        if (wire != null) {
            wire.close();
        }
        write((due + EPOCH) + " " + took / 1000 + " " + method + "-" + (kept ? "kept" : "new") + "-" + loop + " " + id
                + " " + outcome + "\n");
        if (!outcome.equals("200")) {
            LockSupport.parkNanos(10_000_000); // who is refused at once shall not ask thousands of times a second
        }
    }

    /** One that is still open, as far as its client can see. */
    private static Wire usable(Deque<Wire> idle) {
        while (true) {
            Wire wire;
            synchronized (idle) {
                wire = idle.poll();
            }
            if (wire == null || wire.isStillOpen()) {
                return wire;
            }
            wire.close();
        }
    }

    private void write(String line) {
        synchronized (lines) {
            try {
                lines.write(line);
            } catch (IOException e) {
                throw new IllegalStateException("the lines can't be written", e);
            }
        }
    }
}
