package dev.upkeep.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.upkeep.route.Upstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A backend that does exactly what a script says, on as many connections as come. */
final class RawBackend implements AutoCloseable {
    private static final int MAX_WAIT_SECONDS = 5;
    private static final int BACKLOG = 1024;

    private final ServerSocketChannel listener;
    private final Script script;
    private final List<Wire> connections = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Message> requests = new LinkedBlockingQueue<>();
    private final List<Throwable> surprises = new CopyOnWriteArrayList<>();

    /** What to do on one connection. It is closed when the script ends; an {@code IOException} is an ordinary end. */
    @FunctionalInterface
    interface Script {
        void serve(Wire wire) throws Exception;
    }

    /** Answers one request. */
    @FunctionalInterface
    interface Answer {
        String to(Message request) throws Exception;
    }

    private RawBackend(Script script) throws IOException {
        this.script = script;
        listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        start("backend-accept", this::accept);
    }

    /** Follows the script anew on each connection. */
    static RawBackend following(Script script) throws IOException {
        return new RawBackend(script);
    }

    /** Reads whole requests, records each, and answers it; keeps connections open. */
    static RawBackend answering(Answer answer) throws IOException {
        BlockingQueue<RawBackend> self = new LinkedBlockingQueue<>();
        RawBackend backend = new RawBackend(wire -> {
            RawBackend recorder = self.element();
            while (true) {
                Message request = wire.readRequest();
                recorder.requests.add(request);
                wire.send(answer.to(request));
            }
        });
        self.add(backend);
        return backend;
    }

    Upstream upstream() throws IOException {
        return new Upstream(false, "127.0.0.1", ((InetSocketAddress) listener.getLocalAddress()).getPort());
    }

    /** The next request that was read, once there is one. */
    Message request() throws InterruptedException {
        Message request = requests.poll(MAX_WAIT_SECONDS, SECONDS);
        if (request == null) {
            throw new AssertionError("no request reached the backend");
        }
        return request;
    }

    /** How many requests were read that nobody has looked at. */
    int unseenRequests() {
        return requests.size();
    }

    /** How many connections were accepted so far. */
    int connections() {
        return connections.size();
    }

    /** Ends all connections; tells if a script failed in a way that it did not mean to. */
    @Override
    public void close() throws IOException {
        listener.close();
        for (Wire wire : connections) {
            wire.close();
        }
        if (!surprises.isEmpty()) {
            throw new AssertionError("the script of a backend failed", surprises.get(0));
        }
    }

    private void accept() throws IOException {
        while (listener.isOpen()) {
            SocketChannel accepted = listener.accept();
            Wire wire = new Wire(accepted);
            connections.add(wire);
            start("backend-connection", () -> serve(wire));
        }
    }

    private void serve(Wire wire) throws Exception {
        try (wire) {
            script.serve(wire);
        }
    }

    private void start(String name, Task task) {
        Thread thread = new Thread(() -> run(task), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Task task) {
        try {
            task.run();
        } catch (IOException e) {
            // closed by the proxy or by the end of the test
            return;
        } catch (Exception | AssertionError e) {
            surprises.add(e);
        }
    }

    @FunctionalInterface
    private interface Task {
        void run() throws Exception;
    }
}
