package org.kafkamqtt.topics.work;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.terminal.Table;
import org.kafkamqtt.console.text.Figures;
import org.kafkamqtt.console.text.FirstFew;
import org.kafkamqtt.topics.cluster.Cluster;
import org.kafkamqtt.topics.cluster.Cluster.Extent;
import org.kafkamqtt.topics.plan.Choice;
import org.kafkamqtt.topics.plan.Refusal;
import org.kafkamqtt.topics.plan.Report;
import org.kafkamqtt.topics.plan.Result;
import org.kafkamqtt.topics.plan.Told;
import org.kafkamqtt.topics.plan.TopicState;

/**
 * Deletes the records before a time: in each partition those before the first record that is as late.
 *
 * @param choice of which topics
 * @param lenient whether one that does not exist is fine
 * @param time in milliseconds since 1970
 */
public record Trimming(Choice choice, boolean lenient, long time) {
    /** Does it. */
    public Report run(Cluster cluster, Desk desk, Consent consent) {
        Found found = Found.of(cluster, choice, lenient);
        List<Result> results = new ArrayList<>(found.failed());
        Told told = cluster.look(found.topics(), Set.of());
        told.refused()
                .forEach((name, why) -> results.add(Result.failed(name, why.to("cannot trim topic '" + name + "'"))));
        List<Plan> plans = plans(cluster, told);
        boolean any = plans.stream().anyMatch(plan -> plan.records() > 0);
        if (any && !consent.dry()) {
            if (!consent.yes() || choice.surprising(found.topics())) {
                show(desk, plans);
            }
            long records = plans.stream().mapToLong(Plan::records).sum();
            consent.require(
                    desk,
                    "delete " + Figures.count(records, "record") + " of "
                            + Preview.count((int) plans.stream()
                                    .filter(plan -> plan.records() > 0)
                                    .count()),
                    "trimmed");
        }
        Map<TopicPartition, Refusal> refused = any && !consent.dry() ? cluster.trim(deeds(plans)) : Map.of();
        plans.forEach(plan -> results.add(plan.result(refused, consent.dry())));
        return new Report(results);
    }

    private List<Plan> plans(Cluster cluster, Told told) {
        List<TopicPartition> all = told.topics().values().stream()
                .flatMap(topic -> partitions(topic).stream())
                .toList();
        Map<TopicPartition, Extent> extents = cluster.extents(all, time);
        return told.topics().values().stream()
                .map(topic -> Plan.of(topic.name(), partitions(topic), extents))
                .toList();
    }

    private static List<TopicPartition> partitions(TopicState topic) {
        return topic.partitions().stream()
                .map(each -> new TopicPartition(topic.name(), each.number()))
                .toList();
    }

    private static Map<TopicPartition, Long> deeds(List<Plan> plans) {
        Map<TopicPartition, Long> deeds = new HashMap<>();
        plans.forEach(plan -> deeds.putAll(plan.before()));
        return deeds;
    }

    private static void show(Desk desk, List<Plan> plans) {
        Table table = new Table().left("TOPIC", 0).right("PARTITIONS", 1).right("RECORDS", 0);
        plans.stream()
                .limit(FirstFew.NAMED)
                .forEach(plan ->
                        table.row(plan.topic(), Figures.count(plan.before().size()), Figures.count(plan.records())));
        List<String> lines = new ArrayList<>(table.lines(desk.width(), false));
        if (plans.size() > FirstFew.NAMED) {
            lines.add("... and " + (plans.size() - FirstFew.NAMED) + " more");
        }
        desk.show(lines);
    }

    /**
     * What is to be deleted of one topic.
     *
     * @param before for each partition that loses records, the offset of the first one that stays
     * @param records offsets that are lost: of a compacted topic, more than records
     * @param silent partitions that did not tell where they begin and end
     */
    private record Plan(String topic, Map<TopicPartition, Long> before, long records, List<TopicPartition> silent) {
        static Plan of(String topic, List<TopicPartition> partitions, Map<TopicPartition, Extent> extents) {
            Map<TopicPartition, Long> before = new HashMap<>();
            List<TopicPartition> silent = new ArrayList<>();
            long records = 0;
            for (TopicPartition partition : partitions) {
                Extent extent = extents.get(partition);
                if (extent == null) {
                    silent.add(partition);
                } else {
                    // If no record is as late, all are earlier.
                    long from = extent.at().orElse(extent.end());
                    if (from > extent.first()) {
                        before.put(partition, from);
                        records += from - extent.first();
                    }
                }
            }
            return new Plan(topic, before, records, silent);
        }

        Result result(Map<TopicPartition, Refusal> refused, boolean dry) {
            List<TopicPartition> failed = before.keySet().stream()
                    .filter(refused::containsKey)
                    .sorted(Comparator.comparingInt(TopicPartition::partition))
                    .toList();
            if (!failed.isEmpty()) {
                Refusal first = refused.getOrDefault(failed.get(0), new Refusal(ExitStatus.FAILED, ""));
                return Result.failed(topic, first.to("cannot trim " + some(failed) + " of topic '" + topic + "'"));
            }
            if (!silent.isEmpty()) {
                return Result.failed(
                        topic,
                        new Refusal(
                                ExitStatus.UNREACHABLE,
                                "cannot trim " + some(silent) + " of topic '" + topic + "': no leader told where "
                                        + (silent.size() == 1 ? "it begins" : "they begin")));
            }
            return Result.done(
                    topic, dry ? "would be trimmed" : "trimmed", records + (records == 1 ? " record" : " records"));
        }

        private static String some(List<TopicPartition> partitions) {
            return (partitions.size() == 1 ? "partition " : "partitions ")
                    + String.join(
                            ", ",
                            partitions.stream()
                                    .map(each -> Integer.toString(each.partition()))
                                    .toList());
        }
    }
}
