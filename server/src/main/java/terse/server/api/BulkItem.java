package terse.server.api;

import org.jspecify.annotations.Nullable;
import terse.fault.TerseException;
import terse.link.CreateLink;

/**
 * A line of a bulk request, read.
 *
 * @param line its number, from 1
 * @param request what it asks for, null if it is a problem already
 * @param problem what is wrong with it, null if it asks for a link
 */
record BulkItem(long line, CreateLink.@Nullable Request request, @Nullable TerseException problem) {
  static BulkItem asking(long line, CreateLink.Request request) {
    return new BulkItem(line, request, null);
  }

  static BulkItem wrong(long line, TerseException problem) {
    return new BulkItem(line, null, problem);
  }
}
