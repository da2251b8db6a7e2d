package dossier;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/// How Logback writes messages: to standard error, since results alone stand on standard output. Said here and not in
/// a file, because reading that costs each command a tenth of a second. `-Dlogback.configurationFile=FILE` names a file
/// instead, `-Ddossier.log=DEBUG` only the level of our own messages.
public final class Messages extends ContextAwareBase implements Configurator {
    /// Called by Logback.
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(toStandardError(context));
        context.getLogger("dossier").setLevel(Level.toLevel(System.getProperty("dossier.log"), Level.INFO));
        // It warns at each start that our H2 is newer than the one it was tried with.
        context.getLogger("org.flywaydb.core.internal.database").setLevel(Level.ERROR);
        // What a stranger's server sends (crooked cookies and the like) is told by the fetch room, where it matters.
        context.getLogger("org.apache.hc").setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static ConsoleAppender<ILoggingEvent> toStandardError(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{20} %msg%n");
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
