package terse.cli;

import picocli.CommandLine.Command;

/** {@code terse build}: shown in the help; the launcher itself builds. */
@Command(name = "build", description = "Builds everything and starts nothing.")
final class Build implements Runnable {

  @Override
  public void run() {
    throw new Failure(Exit.USAGE, "Building is the launcher's work: ./terse build");
  }
}
