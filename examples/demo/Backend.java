import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;

/**
 * A backend in one file: {@code java Backend.java --name "backend 1" --port 3001}. Says who it is on every path, whether it is
 * well on {@code /health}, and ends when it is told to. With {@code --fail} it ends at once, as a broken program does.
 */
final class Backend {
    private final String name;

    private Backend(String name) {
        this.name = name;
    }

    public static void main(String[] args) throws IOException {
        List<String> options = Arrays.asList(args);
        if (options.contains("--fail")) {
            System.err.println("Error: told to fail");
            System.exit(1);
        }
        int port = Integer.parseInt(option(options, "--port", "3001"));
        Backend backend = new Backend(option(options, "--name", "backend"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", backend::greet);
        server.createContext("/health", exchange -> answer(exchange, "application/json", "{\"status\":\"ok\"}\n"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.stop(0);
            System.out.println("Stopped");
        }));
        server.start();
        System.out.println("Server listening on port " + server.getAddress().getPort());
    }

    private static String option(List<String> options, String key, String otherwise) {
        int at = options.indexOf(key);
        return at >= 0 && at + 1 < options.size() ? options.get(at + 1) : otherwise;
    }

    private void greet(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        System.out.println(request);
        String host = exchange.getRequestHeaders().getFirst("Host");
        long pid = ProcessHandle.current().pid();
        answer(exchange, "text/plain; charset=utf-8", name + " (pid " + pid + "): " + request + " for " + host + "\n");
    }

    private static void answer(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes("UTF-8");
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("HEAD") ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            if (!exchange.getRequestMethod().equals("HEAD")) {
                out.write(bytes);
            }
        }
    }
}
