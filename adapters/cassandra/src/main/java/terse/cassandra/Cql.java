package terse.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Statements to one keyspace. What is read or written plainly is so at quorum and may be sent again
 * by the driver; a lightweight transaction is sent once, and if no answer comes, nobody knows.
 * Which it is shows in the fault (see {@link CqlFaults}). Thread-safe; blocks.
 */
final class Cql implements AutoCloseable {
  private final CqlSession session;
  private final Map<String, PreparedStatement> prepared = new ConcurrentHashMap<>();

  Cql(CqlSession session) {
    this.session = session;
  }

  /** The rows of a query, with everything acknowledged before. */
  List<Row> read(String cql, @Nullable Object... values) {
    return rows(bound(cql, values).setIdempotent(true));
  }

  Optional<Row> first(String cql, @Nullable Object... values) {
    return read(cql, values).stream().findFirst();
  }

  /**
   * The rows of a query within one partition after what was under way there is settled: a
   * lightweight transaction that was sent before and is not seen now has not happened, unless it is
   * still on its way to the server.
   */
  List<Row> settled(String cql, @Nullable Object... values) {
    return rows(
        bound(cql, values).setConsistencyLevel(DefaultConsistencyLevel.SERIAL).setIdempotent(true));
  }

  private List<Row> rows(Statement<?> statement) {
    try {
      return session.execute(statement).all();
    } catch (DriverException e) {
      throw CqlFaults.ofRead(e);
    }
  }

  /** Writes plainly; to be used only on rows that no lightweight transaction ever touches. */
  void write(String cql, @Nullable Object... values) {
    write(bound(cql, values));
  }

  /** The same of several rows of one partition. */
  void writeAll(List<BoundStatement> rows) {
    write(batch(DefaultBatchType.UNLOGGED, rows));
  }

  private void write(Statement<?> statement) {
    try {
      session.execute(statement.setIdempotent(true));
    } catch (DriverException e) {
      throw CqlFaults.ofWrite(e);
    }
  }

  /** Begins to write plainly. */
  CompletionStage<AsyncResultSet> writing(String cql, @Nullable Object... values) {
    return session.executeAsync(bound(cql, values).setIdempotent(true));
  }

  /** Begins to read. */
  CompletionStage<AsyncResultSet> reading(String cql, @Nullable Object... values) {
    return session.executeAsync(bound(cql, values).setIdempotent(true));
  }

  /** Has a lightweight transaction decided. */
  Verdict decide(String cql, @Nullable Object... values) {
    return decide(bound(cql, values));
  }

  /** The same of several statements on one partition, all of which apply or none. */
  Verdict decide(List<BoundStatement> statements) {
    return decide(batch(DefaultBatchType.LOGGED, statements));
  }

  private Verdict decide(Statement<?> statement) {
    try {
      ResultSet answer = session.execute(statement.setIdempotent(false));
      return new Verdict(answer.wasApplied(), Optional.ofNullable(answer.one()));
    } catch (DriverException e) {
      throw CqlFaults.ofWrite(e);
    }
  }

  private static BatchStatement batch(BatchType type, List<BoundStatement> statements) {
    return BatchStatement.newInstance(type).addAll(statements);
  }

  /** A statement with its values; null empties a column, and a row that is new has it empty. */
  BoundStatement bound(String cql, @Nullable Object... values) {
    boolean isNew = cql.startsWith("INSERT");
    BoundStatementBuilder builder = prepare(cql).boundStatementBuilder();
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        builder = set(builder, i, value);
      } else if (!isNew) {
        builder = builder.setToNull(i);
      }
    }
    return builder.build();
  }

  private static BoundStatementBuilder set(BoundStatementBuilder builder, int i, Object value) {
    TypeCodec<Object> codec = builder.codecRegistry().codecFor(builder.getType(i), value);
    return builder.set(i, value, codec);
  }

  /** Has the server know statements before they are needed, so that no call waits for that. */
  void ready(List<String> statements) {
    statements.forEach(this::prepare);
  }

  private PreparedStatement prepare(String cql) {
    PreparedStatement known = prepared.get(cql);
    if (known != null) {
      return known;
    }
    try {
      PreparedStatement made = session.prepare(cql);
      prepared.put(cql, made);
      return made;
    } catch (DriverException e) {
      throw CqlFaults.ofRead(e);
    }
  }

  /** The consistency of everything that is not said to be settled. */
  static ConsistencyLevel usual() {
    return DefaultConsistencyLevel.QUORUM;
  }

  @Override
  public void close() {
    session.close();
  }
}
