package org.kafkamqtt.consumer.files;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** How files are compressed: in members that are complete in themselves, so that a file may be cut between any two. */
public enum Packing {
    NONE("") {
        @Override
        OutputStream member(OutputStream file) {
            return file;
        }
    },
    GZIP(".gz") {
        @Override
        OutputStream member(OutputStream file) throws IOException {
            return new GZIPOutputStream(file, 1 << 16);
        }
    },
    ZSTD(".zst") {
        @Override
        OutputStream member(OutputStream file) throws IOException {
            return new ZstdOutputStreamNoFinalizer(file);
        }
    };

    private final String ending;

    Packing(String ending) {
        this.ending = ending;
    }

    /** What file names end in. */
    String ending() {
        return ending;
    }

    /** A stream for one member; closing it ends the member and closes the file's stream. */
    abstract OutputStream member(OutputStream file) throws IOException;
}
