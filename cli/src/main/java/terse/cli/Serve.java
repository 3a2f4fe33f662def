package terse.cli;

import picocli.CommandLine.Command;

/** {@code terse serve}: shown in the help; the launcher itself starts the server. */
@Command(
    name = "serve",
    description =
        "Runs the server. Takes --data DIR, --port N, --app-port N, --management-port N and every"
            + " other setting; `terse serve --help` lists them.")
final class Serve implements Runnable {

  @Override
  public void run() {
    throw new Failure(Exit.USAGE, "The server is started by the launcher: ./terse serve");
  }
}
