package terse.server.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.LoggerFactory;

/** The log: lines on standard error, for people or for programs. */
public final class Logging {
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{20} - %msg%n%ex";

  private Logging() {}

  /** Starts logging; JSON has an object a line. */
  public static void start(boolean json) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.reset();
      ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
      appender.setContext(context);
      appender.setTarget("System.err");
      appender.setEncoder(json ? json(context) : text(context));
      appender.start();
      Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
      root.setLevel(Level.INFO);
      root.addAppender(appender);
      // Both tell at length of things that are as they should be; what is not, they throw.
      context.getLogger("com.networknt").setLevel(Level.ERROR);
      context.getLogger("org.flywaydb").setLevel(Level.ERROR);
      // Callers are told when there is no connection, and the adapter says so in one line.
      context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
      // The adapter says itself, in one line, when ZooKeeper is lost and found.
      context.getLogger("org.apache.zookeeper").setLevel(Level.OFF);
      context.getLogger("org.apache.curator").setLevel(Level.OFF);
      // Callers are told what comes of it when a server of the ring is lost.
      context.getLogger("com.datastax").setLevel(Level.ERROR);
      // It would tell of every attempt; metrics tell whether Redis is there.
      context.getLogger("io.lettuce").setLevel(Level.ERROR);
    }
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }
}
