package org.kafkamqtt.kafka.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.append.Codec;

/** Compresses with the codecs of kafka-clients. Thread-safe. */
public final class KafkaCodec implements Codec {
    private static final int LEAST = 512;

    private final Compression compression;

    private KafkaCodec(Compression compression) {
        this.compression = compression;
    }

    /** As {@code compression.type} and {@code compression.TYPE.level} say; empty for no compression. */
    public static Optional<KafkaCodec> of(KafkaSettings settings) {
        Compression compression = compression(settings);
        return compression.type() == CompressionType.NONE ? Optional.empty() : Optional.of(new KafkaCodec(compression));
    }

    /** The compression that {@code compression.type} and {@code compression.TYPE.level} name. */
    public static Compression compression(KafkaSettings settings) {
        CompressionType type =
                CompressionType.forName(settings.value("compression.type").orElse("none"));
        Optional<Integer> level =
                settings.value("compression." + type.name + ".level").map(Integer::valueOf);
        return switch (type) {
            case GZIP ->
                level.map(n -> Compression.gzip().level(n))
                        .orElseGet(Compression::gzip)
                        .build();
            case LZ4 ->
                level.map(n -> Compression.lz4().level(n))
                        .orElseGet(Compression::lz4)
                        .build();
            case ZSTD ->
                level.map(n -> Compression.zstd().level(n))
                        .orElseGet(Compression::zstd)
                        .build();
            default -> Compression.of(type).build();
        };
    }

    @Override
    public int id() {
        return compression.type().id;
    }

    @Override
    public ByteBuffer compress(byte[] records, int from, int to, int room) {
        ByteBufferOutputStream out = new ByteBufferOutputStream(room + Math.max(LEAST, (to - from) / 2));
        out.position(room);
        try (OutputStream packed = compression.wrapForOutput(out, RecordBatch.MAGIC_VALUE_V2)) {
            packed.write(records, from, to - from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.buffer().flip();
    }
}
