package terse.sql;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import terse.fault.Fault;
import terse.fault.TerseException;

/** Queries on the thread that asks, on a connection of a pool; the server keeps the deadline. */
final class PostgresReads implements Reads {
  private static final SqlFaults FAULTS = new PostgresFaults();

  private final HikariDataSource pool;
  private final int most;

  PostgresReads(HikariDataSource pool, int most) {
    this.pool = pool;
    this.most = most;
  }

  @Override
  public <T> T read(Query<T> query) {
    if (pool.isClosed()) {
      throw new TerseException(Fault.STORE_UNAVAILABLE, "The link store is closed.");
    }
    if (waiting() >= most) {
      throw new TerseException(Fault.OVERLOADED, "Too many look-ups wait for the link store.");
    }
    try (Session session = new Session(pool.getConnection())) {
      return query.run(session);
    } catch (SQLException | RuntimeException e) {
      throw FAULTS.of(e);
    }
  }

  @Override
  public int waiting() {
    return pool.getHikariPoolMXBean().getThreadsAwaitingConnection();
  }

  @Override
  public int mostWaiting() {
    return most;
  }

  @Override
  public void close() {
    pool.close();
  }
}
