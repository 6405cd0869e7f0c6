package org.kafkamqtt.console;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOP_FallbackServiceProvider;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The log of the client libraries, which also notices what their threads die of: some of them catch an
 * {@link OutOfMemoryError}, log it and go on as if nothing had happened, or die without telling anybody else.
 *
 * <p>Everything is passed on to slf4j-simple, unless that would show nothing.
 */
public final class DeathLog implements SLF4JServiceProvider {
    private static final String SIMPLE = "org.slf4j.simple.SimpleServiceProvider";
    private static volatile @Nullable BiConsumer<Thread, Throwable> listener;

    private final SLF4JServiceProvider shown;

    /** Made by slf4j. */
    public DeathLog() throws ReflectiveOperationException {
        shown = Logging.silent()
                ? new NOP_FallbackServiceProvider()
                : Class.forName(SIMPLE)
                        .asSubclass(SLF4JServiceProvider.class)
                        .getDeclaredConstructor()
                        .newInstance();
    }

    /** Makes this the log of the process, with the one to notify; works only before the first logger exists. */
    static void watch(BiConsumer<Thread, Throwable> whom) {
        listener = whom;
        try {
            Class.forName(SIMPLE, false, DeathLog.class.getClassLoader());
            System.setProperty("slf4j.provider", DeathLog.class.getName());
            System.setProperty("slf4j.internal.verbosity", "WARN");
        } catch (ClassNotFoundException e) {
            // No library of this tool logs.
            return;
        }
    }

    @Override
    public void initialize() {
        shown.initialize();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        ILoggerFactory loggers = shown.getLoggerFactory();
        return name -> new Listening(loggers.getLogger(name));
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return shown.getMarkerFactory();
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return shown.getMDCAdapter();
    }

    @Override
    public String getRequestedApiVersion() {
        return shown.getRequestedApiVersion();
    }

    /** One logger; errors are always noticed, whatever level is shown. */
    @SuppressWarnings("serial") // never serialised
    private static final class Listening extends LegacyAbstractLogger {
        private final transient Logger shown;

        Listening(Logger shown) {
            this.name = shown.getName();
            this.shown = shown;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return shown.isWarnEnabled();
        }

        @Override
        public boolean isInfoEnabled() {
            return shown.isInfoEnabled();
        }

        @Override
        public boolean isDebugEnabled() {
            return shown.isDebugEnabled();
        }

        @Override
        public boolean isTraceEnabled() {
            return shown.isTraceEnabled();
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String pattern,
                Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            if (shown.isEnabledForLevel(level)) {
                shown.atLevel(level).setCause(thrown).log(MessageFormatter.basicArrayFormat(pattern, arguments));
            }
            BiConsumer<Thread, Throwable> told = listener;
            if (level == Level.ERROR && thrown != null && told != null && deadly(pattern, thrown)) {
                told.accept(Thread.currentThread(), thrown);
            }
        }
    }

    /** Whether a thread dies of it, or ought to: Kafka's threads log what they end with in these words. */
    static boolean deadly(String pattern, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof VirtualMachineError) {
                return true;
            }
        }
        return pattern.startsWith("Uncaught exception in thread");
    }
}
