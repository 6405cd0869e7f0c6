package org.kafkamqtt.journeys.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;

/**
 * What a tool with {@code --metrics} answers, as Prometheus reads it.
 *
 * @param values by the names of series, with their labels
 * @param meanings lines such as a page has them: name, type, help
 */
record Scrape(Map<String, Double> values, List<String> meanings) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private static final Pattern ABOUT = Pattern.compile("# HELP (\\S+) (.*)\n# TYPE \\S+ (\\S+)");
    private static final Pattern SERIES = Pattern.compile("^([a-z_]+(?:\\{.*\\})?) (\\S+)$", Pattern.MULTILINE);
    private static final Pattern ONLY_GROWS = Pattern.compile("[a-z_]+_(?:total|count|sum|bucket)(?:\\{.*\\})?");

    /** Where a tool serves its metrics, which it prints if it chose the port itself. */
    static String addressOf(String tool, Child child) {
        Pattern told = Pattern.compile("^" + tool + ": serving metrics at (\\S+)/metrics$", Pattern.MULTILINE);
        Await.that("metrics of " + tool, 60, () -> {
            if (!child.alive()) {
                throw new AssertionError(child.err());
            }
            return told.matcher(child.err()).find();
        });
        Matcher found = told.matcher(child.err());
        return found.find() ? found.group(1) : "";
    }

    /** The answer to a request, with its status. */
    static HttpResponse<String> get(String url) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    static Scrape of(String address) {
        return read(get(address + "/metrics").body());
    }

    static Scrape read(String text) {
        Map<String, Double> values = new TreeMap<>();
        SERIES.matcher(text).results().forEach(each -> values.put(each.group(1), Double.valueOf(each.group(2))));
        List<String> meanings = ABOUT.matcher(text)
                .results()
                .map(each -> each.group(1) + " | " + each.group(3) + " | " + each.group(2))
                .sorted()
                .toList();
        return new Scrape(values, meanings);
    }

    double value(String name) {
        return values.getOrDefault(name, Double.NaN);
    }

    /** The series that must only grow and have become smaller since an earlier scrape, or are gone. */
    List<String> shrunkSince(Scrape earlier) {
        return earlier.values.entrySet().stream()
                .filter(each -> ONLY_GROWS.matcher(each.getKey()).matches())
                .filter(each -> !(value(each.getKey()) >= each.getValue()))
                .map(each -> each.getKey() + " was " + each.getValue() + ", is " + value(each.getKey()))
                .toList();
    }
}
