package terse.testkit;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import terse.link.InsertOutcome;
import terse.link.LinkStore;
import terse.link.NewLink;

/** The main class of the process that {@link StoreChild} starts. */
final class StoreChildMain {
  static final String READY = "ready";

  private static final int STORM_CALLERS = 16;

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);

  private StoreChildMain() {}

  public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
    LinkBackend backend =
        Class.forName(arguments[0]).asSubclass(LinkBackend.class).getConstructor().newInstance();
    StoreChildMain child = new StoreChildMain();
    try (LinkStore store = backend.open(Path.of(arguments[1]))) {
      child.say(READY);
      awaitGo();
      switch (arguments[2]) {
        case "race" ->
            child.race(store, Integer.parseInt(arguments[3]), List.of(arguments[4].split(",")));
        case "storm" -> child.storm(store, Long.parseLong(arguments[3]));
        default -> throw new IllegalArgumentException(arguments[2]);
      }
    }
  }

  private static void awaitGo() throws IOException {
    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
  }

  private void race(LinkStore store, int callers, List<String> names) {
    say(
        names.stream()
            .map(name -> "" + NameRace.wins(store, name, callers))
            .collect(Collectors.joining(",")));
  }

  /** Goes on until it is killed. */
  private void storm(LinkStore store, long first) {
    AtomicLong next = new AtomicLong(first);
    Crowd.of(
        STORM_CALLERS,
        caller -> {
          while (!Thread.currentThread().isInterrupted()) {
            long number = next.getAndIncrement();
            insert(store, number);
          }
          return caller;
        });
  }

  private void insert(LinkStore store, long number) {
    NewLink link = Sample.named(number, "storm-" + number).tags("storm").asNew();
    if (store.insert(link) instanceof InsertOutcome.Inserted) {
      say("" + number);
    }
  }

  private synchronized void say(String line) {
    out.print(line + "\n");
    out.flush();
  }
}
