package org.kafkamqtt.console.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.Reason;

/**
 * The HTTP server of a run: {@code /metrics}, {@code /health}, and a line that names them.
 *
 * <p>Its threads are daemons named {@code metrics}; a client that sends or takes nothing for long is cut off, and keeps no more than
 * one of them from the others.
 */
final class MetricsServer implements AutoCloseable {
    private static final int THREADS = 3;
    private static final String TEXT = "text/plain; charset=utf-8";

    /** What is answered. */
    interface Pages {
        /** Why the run cannot do its work; empty if it can. */
        Optional<String> obstacle();

        /** The metrics in a format that the client accepts. */
        Exposition metrics(String accept);
    }

    private final HttpServer server;
    private final ExecutorService threads = new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), MetricsServer::thread);
    private final Pages pages;
    private final String name;

    private MetricsServer(HttpServer server, String name, Pages pages) {
        this.server = server;
        this.name = name;
        this.pages = pages;
    }

    /**
     * Listens from now on.
     *
     * @param name of the tool
     * @throws Failure if nothing can listen there
     */
    static MetricsServer open(MetricsAddress address, String name, Pages pages) {
        limit("sun.net.httpserver.maxReqTime");
        limit("sun.net.httpserver.maxRspTime");
        try {
            InetAddress host = InetAddress.getByName(address.host());
            HttpServer http = HttpServer.create(new InetSocketAddress(host, address.port()), 0);
            MetricsServer server = new MetricsServer(http, name, pages);
            http.createContext("/", server::answer);
            http.setExecutor(server.threads);
            http.start();
            return server;
        } catch (BindException e) {
            String reason = Reason.of(e);
            throw new Failure(
                    ExitStatus.INPUT_OUTPUT, "cannot serve --metrics at " + address + ": " + reason + hint(reason), e);
        } catch (IOException e) {
            throw Failure.cannot("serve --metrics at", address, e);
        }
    }

    private static String hint(String reason) {
        if (reason.contains("in use")) {
            return "; try another port, or 0 for any that is free";
        }
        return reason.contains("assign") ? "; HOST must be an address of this machine" : "";
    }

    /** Seconds that a request or an answer may take; without them, one that is never finished keeps its thread for ever. */
    private static void limit(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "10");
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "metrics");
        thread.setDaemon(true);
        return thread;
    }

    /** The port it listens on. */
    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, 405, TEXT, "only GET and HEAD are answered");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/metrics" -> sendMetrics(exchange);
                case "/health" -> {
                    Optional<String> obstacle = pages.obstacle();
                    send(exchange, obstacle.isPresent() ? 503 : 200, TEXT, obstacle.orElse("ok"));
                }
                case "/" -> send(exchange, 200, TEXT, name + ": /metrics for Prometheus, /health for health checks");
                default -> send(exchange, 404, TEXT, "nothing here: try /metrics or /health");
            }
        }
    }

    private void sendMetrics(HttpExchange exchange) throws IOException {
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        Exposition metrics = pages.metrics(accept == null ? "" : accept);
        send(exchange, 200, metrics.contentType(), metrics.bytes());
    }

    private static void send(HttpExchange exchange, int status, String type, String line) throws IOException {
        send(exchange, status, type, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
