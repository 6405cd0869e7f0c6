package org.kafkamqtt.consumer.options;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.settings.Membership;
import picocli.CommandLine.Option;

/** How the consumer takes part in a share group, as typed. */
final class ShareOptions implements OptionSection {
    private static final Set<String> BEGINNINGS = Set.of("beginning", "earliest", "start", "end", "latest");

    @Option(
            names = "--share",
            description = "make -g a share group (KIP-932). All members read all partitions; each record goes to one"
                    + " of them, is acknowledged by itself once it has been written, and is delivered again if it"
                    + " was not. No order is kept. A new group starts where its share.auto.offset.reset says (at"
                    + " the end, unless -o beginning or -o end sets it)")
    boolean share;

    @Option(
            names = "--ack",
            paramLabel = "accept|release|reject",
            description = "with --share: choose the acknowledgement. accept: done; release: back to the group; reject:"
                    + " set aside for good. A record is delivered group.share.delivery.count.limit times (5 unless"
                    + " changed), then set aside (default: accept)")
    @Nullable
    String ack;

    @Override
    public String heading() {
        return "Share groups";
    }

    /** The share group, if one is wanted; refuses options that cannot be used in one. */
    Optional<Membership.Shared> membership(ConsumerOptions options) {
        String group = options.select.group;
        if (!share || group == null) {
            return Optional.empty();
        }
        refused(options).ifPresent(option -> {
            throw Failure.usage(option + " cannot be used with share groups (--share)" + reason(option));
        });
        if (acknowledgement() != AcknowledgeType.ACCEPT && filtered(options)) {
            throw Failure.usage("--ack " + ack + " with a filter would hand out the other records again and again until"
                    + " they are set aside: leave out the filter");
        }
        return Optional.of(new Membership.Shared(group, acknowledgement(), beginning(options.select)));
    }

    private static boolean filtered(ConsumerOptions options) {
        return !options.select.grep.isEmpty() || !options.select.where.isEmpty() || options.balancing.key != null;
    }

    private static Optional<String> refused(ConsumerOptions options) {
        SelectOptions select = options.select;
        DeliveryOptions delivery = options.delivery;
        GroupOptions member = options.member;
        List<Excluded> all = List.of(
                new Excluded("-e", select.exitAtEnd),
                new Excluded("-p", select.partitions != null),
                new Excluded("-o", !BEGINNINGS.containsAll(select.offsets) || select.offsets.size() > 1),
                new Excluded("--tail", select.tail != 0),
                new Excluded("--include", select.include != null),
                new Excluded("--isolation-level", select.isolation != null || select.readCommitted),
                new Excluded("--out", delivery.out != null),
                new Excluded("--to-topic", delivery.toTopic != null),
                new Excluded("--commit-every", !delivery.commitEvery.equals("1s")),
                new Excluded("--static", member.instance != null),
                new Excluded("--session-timeout", member.sessionTimeout != null),
                new Excluded("--group-protocol", member.protocol != null),
                new Excluded("--dedupe", options.duplicates.dedupe != null || options.duplicates.window != null),
                new Excluded("--lag", options.progress.lag || options.progress.every != null),
                new Excluded("--stats", options.progress.stats),
                new Excluded("--progress", options.progress.progress),
                new Excluded("--verify-balancer", options.balancing.verify != null));
        return all.stream().filter(Excluded::given).map(Excluded::name).findFirst();
    }

    private static String reason(String option) {
        return switch (option) {
            case "-e" -> ": they have no end; use --idle";
            case "-o" -> ": only -o beginning and -o end can, for a new group";
            case "--isolation-level" -> ": it is the group's own setting, share.isolation.level";
            case "--commit-every" -> ": records are acknowledged as soon as they are written";
            case "--out", "--to-topic", "--dedupe" -> ": records come in no order";
            default -> "";
        };
    }

    /** What becomes of records that were written. */
    private AcknowledgeType acknowledgement() {
        String typed = ack == null ? "accept" : ack.toLowerCase(Locale.ROOT);
        return switch (typed) {
            case "accept" -> AcknowledgeType.ACCEPT;
            case "release" -> AcknowledgeType.RELEASE;
            case "reject" -> AcknowledgeType.REJECT;
            default -> throw Failure.usage("unknown --ack '" + ack + "': use accept, release or reject");
        };
    }

    /** Where a new group begins, if it was given: {@code earliest} or {@code latest}. */
    private static Optional<String> beginning(SelectOptions select) {
        if (select.offsets.isEmpty()) {
            return select.fromBeginning ? Optional.of("earliest") : Optional.empty();
        }
        return Optional.of(Set.of("end", "latest").contains(select.offsets.get(0)) ? "latest" : "earliest");
    }

    /**
     * An option that cannot be used in a share group.
     *
     * @param given whether it was typed
     */
    private record Excluded(String name, boolean given) {}
}
