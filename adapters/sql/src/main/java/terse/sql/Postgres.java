package terse.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;

/** Opens connections to a PostgreSQL database. */
final class Postgres {
  /** How long to wait for a connection at most, so that an outage is soon known as one. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** A node that stands still in a transaction holds others up for no longer. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /**
   * A commit is on the disk when it returns, and with every synchronous standby, whatever the
   * database's own default is; what an operator asks for beyond that stays.
   */
  private static final String DURABLE =
      "select set_config('synchronous_commit', 'on', false)"
          + " where current_setting('synchronous_commit') in ('off', 'local', 'remote_write')";

  private Postgres() {}

  /**
   * A pool of connections.
   *
   * @param ready how many are opened beforehand, the rest when they are wanted
   * @param deadline how long a statement may take
   */
  static HikariDataSource pool(
      String name, int connections, int ready, Duration deadline, PostgresSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(settings.url());
    config.setDataSourceProperties(properties(settings, deadline));
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(ready);
    config.setConnectionTimeout(shorter(deadline, PATIENCE).toMillis());
    config.setValidationTimeout(shorter(deadline, PATIENCE).toMillis());
    config.setInitializationFailTimeout(-1);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionInitSql(DURABLE);
    return new HikariDataSource(config);
  }

  /** One connection, for what comes before the stores are open. */
  static Connection connect(PostgresSettings settings) throws SQLException {
    return DriverManager.getConnection(settings.url(), properties(settings, settings.deadline()));
  }

  /** The server ends what takes too long; should it not answer at all, the driver does. */
  private static Properties properties(PostgresSettings settings, Duration deadline) {
    Properties properties = new Properties();
    properties.setProperty("user", settings.user());
    if (settings.password() != null) {
      properties.setProperty("password", settings.password());
    }
    String seconds = Long.toString(deadline.plusMillis(1_499).toSeconds());
    properties.setProperty("socketTimeout", seconds);
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("loginTimeout", seconds);
    properties.setProperty("cancelSignalTimeout", "1");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "terse");
    properties.setProperty(
        "options",
        "-c statement_timeout=%d -c idle_in_transaction_session_timeout=%d"
            .formatted(deadline.toMillis(), LONGEST_PAUSE.toMillis()));
    return properties;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  static TerseException refuse(
      PostgresSettings settings, String reason, @Nullable Throwable cause) {
    return new TerseException(
        Fault.STORE_UNAVAILABLE,
        "The PostgreSQL database " + settings.url() + " " + reason + ".",
        cause);
  }
}
