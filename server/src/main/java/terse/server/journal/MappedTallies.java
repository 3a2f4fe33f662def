package terse.server.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.visit.Block;
import terse.visit.Tallies;
import terse.visit.Tally;

/**
 * Tallies in a mapped file, one for each start of the node: a slot for every block that is held,
 * with how many of its visits were answered. A store into it survives kill -9 of the process. Power
 * loss may undo stores, so that a file written before the machine was last started is no proof of
 * what was not answered: then every visit of its blocks counts as answered.
 */
public final class MappedTallies implements Tallies {
  private static final Logger LOG = LoggerFactory.getLogger(MappedTallies.class);
  private static final String SUFFIX = ".tallies";
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final VarHandle COUNT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int SIZE = 1 << 16;
  private static final int HEADER = 64;
  private static final int SLOT = 16;
  private static final int ANSWERED = 8;

  private final Path file;
  private final String holder;
  private final List<Remains> remains;
  private final ConcurrentLinkedQueue<Integer> free = new ConcurrentLinkedQueue<>();
  private @Nullable Segment segment;
  private volatile boolean forgotten;

  private MappedTallies(Path folder, String holder, List<Remains> remains) {
    this.file = folder.resolve(holder + SUFFIX);
    this.holder = holder;
    this.remains = remains;
    for (int slot = HEADER; slot + SLOT <= SIZE; slot += SLOT) {
      free.add(slot);
    }
  }

  /**
   * Opens the tallies in a folder, creating it if need be. The file of this start comes with its
   * first block.
   *
   * @param folder its own; held by one process at a time
   * @param random where the name of this start comes from
   * @throws IOException if the folder cannot be written or read
   */
  public static MappedTallies open(Path folder, RandomGenerator random) throws IOException {
    DurableFile.createFolder(folder);
    byte[] name = new byte[16];
    random.nextBytes(name);
    return new MappedTallies(folder, HexFormat.of().formatHex(name), remains(folder, boot()));
  }

  /** What tells this start of the machine from all others; empty if nothing does. */
  private static String boot() {
    try {
      String id = Files.readString(BOOT, US_ASCII).strip();
      return id.length() <= HEADER ? id : "";
    } catch (IOException none) {
      LOG.debug("This machine does not tell when it was started", none);
      return "";
    }
  }

  private static List<Remains> remains(Path folder, String boot) throws IOException {
    List<Remains> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        found.add(Left.read(file, boot));
      }
    }
    return found;
  }

  @Override
  public String holder() {
    ready();
    return holder;
  }

  /** The slots, in a file that is surely there before the store gives a block out. */
  private synchronized ByteBuffer ready() {
    Segment made = segment;
    if (made == null) {
      made = create();
      segment = made;
    }
    return made.buffer();
  }

  private Segment create() {
    try {
      Segment made = Segment.create(file, SIZE);
      made.view().put(0, boot().getBytes(US_ASCII));
      made.written(HEADER);
      made.force();
      return made;
    } catch (IOException e) {
      throw new TerseException(
          Fault.STORE_UNAVAILABLE, "This node cannot note what it answers.", e);
    }
  }

  @Override
  public @Nullable Tally open(long block, int visits) {
    ByteBuffer slots = ready();
    Integer slot = free.poll();
    if (slot == null) {
      return null;
    }
    COUNT.setRelease(slots, slot + ANSWERED, 0);
    Frame.WORD.setRelease(slots, slot, block);
    return new Slot(slots, slot, visits);
  }

  @Override
  public List<Remains> remains() {
    return remains;
  }

  @Override
  public void forget() {
    forgotten = true;
  }

  @Override
  public synchronized void close() {
    Segment made = segment;
    if (made == null) {
      return;
    }
    try {
      if (forgotten) {
        made.delete();
      } else {
        made.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tally of a block that is held. */
  private final class Slot extends Tally {
    private final ByteBuffer slots;
    private final int at;

    Slot(ByteBuffer slots, int at, int visits) {
      super(visits);
      this.slots = slots;
      this.at = at;
    }

    @Override
    protected void note() {
      COUNT.getAndAdd(slots, at + ANSWERED, 1);
    }

    @Override
    protected void release() {
      Frame.WORD.setRelease(slots, at, 0L);
      free.add(at);
    }
  }

  /** What another start left behind. */
  private record Left(Path file, String holder, boolean isProof, ByteBuffer slots)
      implements Remains {

    static Left read(Path file, String boot) throws IOException {
      String name = String.valueOf(file.getFileName());
      byte[] bytes = Files.readAllBytes(file);
      ByteBuffer slots = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      boolean proof =
          !boot.isEmpty()
              && bytes.length == SIZE
              && new String(bytes, 0, HEADER, US_ASCII).replace("\0", "").equals(boot);
      String holder = name.substring(0, name.length() - SUFFIX.length());
      return new Left(file, holder, proof, slots);
    }

    @Override
    public int answered(Block block) {
      if (!isProof) {
        return block.visits();
      }
      for (int slot = HEADER; slot + SLOT <= SIZE; slot += SLOT) {
        if (slots.getLong(slot) == block.id().number()) {
          return Math.min(block.visits(), slots.getInt(slot + ANSWERED));
        }
      }
      return 0;
    }

    @Override
    public void forget() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
