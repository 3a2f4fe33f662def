package terse.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import terse.link.LinkKey;

/**
 * Migration 3: carries idempotency keys over from a row each to blocks, which needs hashes that SQL
 * has not, so that a request repeated across an update is still known.
 */
final class CarryRequestsOver implements JavaMigration {
  private static final String OLD =
      "SELECT owner, request_key, digest, domain, epoch, number, created_at FROM idempotency"
          + " ORDER BY position";
  private static final String NEW =
      "INSERT INTO request (owner, stem, block, answers, answered_at) VALUES (?, ?, ?, ?, ?)"
          + " ON CONFLICT DO UPDATE SET answers = CAST(answers || excluded.answers AS BLOB),"
          + " answered_at = excluded.answered_at";

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("3");
  }

  @Override
  public String getDescription() {
    return "carry requests over";
  }

  @Override
  public @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    try (Statement statement = context.getConnection().createStatement();
        PreparedStatement insert = context.getConnection().prepareStatement(NEW)) {
      try (ResultSet row = statement.executeQuery(OLD)) {
        while (row.next()) {
          carry(row, insert);
        }
      }
      statement.execute("DROP TABLE idempotency");
    }
  }

  private static void carry(ResultSet row, PreparedStatement insert) throws SQLException {
    RequestKey key = RequestKey.of(row.getString(2));
    RequestAnswers answers = new RequestAnswers();
    answers.put(
        key.slot(),
        new RequestAnswers.Answer(
            Fingerprint.of(row.getString(3)),
            new LinkKey(row.getInt(4), row.getInt(5), row.getLong(6))));
    insert.setInt(1, row.getInt(1));
    insert.setBytes(2, Fingerprint.of(key.stem()).bytes());
    insert.setInt(3, key.block());
    insert.setBytes(4, answers.bytes());
    insert.setLong(5, row.getLong(7));
    insert.executeUpdate();
  }
}
