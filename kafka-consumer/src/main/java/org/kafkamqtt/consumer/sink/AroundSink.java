package org.kafkamqtt.consumer.sink;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** A sink in front of another one, which answers wherever this one has nothing to add. */
public abstract class AroundSink implements Sink {
    private final Sink sink;

    public AroundSink(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void take(LogRecord record) throws IOException {
        sink.take(record);
    }

    @Override
    public void pass(LogRecord record) {
        sink.pass(record);
    }

    @Override
    public boolean atOnce() {
        return sink.atOnce();
    }

    @Override
    public void handOver() throws IOException {
        sink.handOver();
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> settle(Map<TopicPartition, OffsetAndMetadata> positions)
            throws IOException {
        return sink.settle(positions);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> finish(Map<TopicPartition, OffsetAndMetadata> positions)
            throws IOException {
        return sink.finish(positions);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> survivors() {
        return sink.survivors();
    }

    @Override
    public boolean wantsToSettle() throws IOException {
        return sink.wantsToSettle();
    }

    @Override
    public boolean converses() {
        return sink.converses();
    }

    @Override
    public Optional<Meter> meter() {
        return sink.meter();
    }

    @Override
    public Assigned assigned(Collection<TopicPartition> partitions) throws IOException {
        return sink.assigned(partitions);
    }

    @Override
    public void member(ConsumerGroupMetadata member) {
        sink.member(member);
    }

    @Override
    public boolean keeps() {
        return sink.keeps();
    }

    @Override
    public OptionalLong reached(TopicPartition partition) {
        return sink.reached(partition);
    }

    @Override
    public long inHand(Collection<TopicPartition> partitions) {
        return sink.inHand(partitions);
    }

    @Override
    public void hurry(Collection<TopicPartition> partitions) {
        sink.hurry(partitions);
    }

    @Override
    public void proceed(Collection<TopicPartition> partitions) {
        sink.proceed(partitions);
    }

    @Override
    public void forget(Collection<TopicPartition> partitions) {
        sink.forget(partitions);
    }

    @Override
    public void ending() {
        sink.ending();
    }

    @Override
    public Duration patience() {
        return sink.patience();
    }

    @Override
    public void released(Collection<TopicPartition> partitions) throws IOException {
        sink.released(partitions);
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
