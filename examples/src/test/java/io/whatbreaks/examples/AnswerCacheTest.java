package io.whatbreaks.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered from the cache is what is answered without it, whatever happened meanwhile. */
class AnswerCacheTest {
  /** Longer than what a file system needs to tell two changes apart. */
  private static final int SETTLED_MILLIS = 120;

  private static final String USES = "spring.rabbitmq.host=mq01.shop.test\n";
  private static final String OTHER = "spring.rabbitmq.host=mq02.shop.test\n";

  @TempDir private Path folder;
  private Path fleet = Path.of("");
  private Path cache = Path.of("");

  @BeforeEach
  void a_fleet() throws Exception {
    String classes = System.getProperty("java.class.path");
    assumeTrue(
        List.of(classes.split(File.pathSeparator, -1)).stream().noneMatch(String::isEmpty),
        "classes may come from the folder this was started from: nothing is kept then");
    fleet = folder.resolve("fleet");
    cache = folder.resolve("cache/whatbreaks");
    write(
        "fleet/ns01/zones/shop.test.zone",
        """
        $ORIGIN shop.test.
        @ IN SOA ns01 admin 1 1 1 1 1
        @ IN NS ns01
        ns01 IN A 10.0.0.1
        mq01 IN A 10.0.0.5
        mq02 IN A 10.0.0.6
        """);
    write("fleet/till3/etc/hostname", "till3.shop.test\n");
    write("fleet/till3/srv/basket/application.properties", USES);
    write("fleet/till3/srv/other/application.properties", OTHER);
    write("outside/application.properties", USES);
    settle();
  }

  private static void settle() throws InterruptedException {
    Thread.sleep(SETTLED_MILLIS);
  }

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Run ask(Object... more) {
    return run(List.of("--cache-dir", cache), more);
  }

  private Run askAnew(Object... more) {
    return run(List.of("--no-cache"), more);
  }

  private Run run(List<Object> first, Object... more) {
    List<Object> args =
        new ArrayList<>(List.of("rename", "host:mq01.shop.test", "rabbit01", fleet));
    args.addAll(first);
    args.addAll(List.of(more));
    return Run.of(args.toArray());
  }

  private List<Path> kept() throws IOException {
    if (!Files.exists(cache)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(cache)) {
      return files.toList();
    }
  }

  @Test
  void the_second_question_is_answered_from_the_cache() throws Exception {
    Run first = ask();
    assertEquals(1, first.status(), first.err());
    assertEquals(1, kept().size());
    FileTime written = Files.getLastModifiedTime(kept().get(0));
    settle();
    assertEquals(first, ask());
    assertEquals(first, askAnew());
    assertEquals(written, Files.getLastModifiedTime(kept().get(0)), "it was not asked anew");
  }

  @Test
  void nobody_else_can_look_into_it() throws IOException {
    ask();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept().get(0))));
  }

  /** What happens to the fleet between two questions; each makes another answer. */
  private enum Event {
    SAME_SIZE_AND_TIME {
      @Override
      void happen(Path fleet) throws IOException {
        Path file = fleet.resolve("till3/srv/basket/application.properties");
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, OTHER);
        Files.setLastModifiedTime(file, time);
      }
    },
    CLOCK_BACK {
      @Override
      void happen(Path fleet) throws IOException {
        Path file = fleet.resolve("till3/srv/basket/application.properties");
        Files.writeString(file, OTHER);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
      }
    },
    ANOTHER_FILE_OF_THE_SAME_SIZE_AND_TIME {
      @Override
      void happen(Path fleet) throws IOException {
        Path file = fleet.resolve("till3/srv/basket/application.properties");
        Path other = fleet.resolveSibling("other");
        Files.writeString(other, OTHER);
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
      }
    },
    THROUGH_ANOTHER_NAME_OUTSIDE {
      @Override
      void happen(Path fleet) throws IOException {
        Path file = fleet.resolve("till3/srv/basket/application.properties");
        Path other = Files.createLink(fleet.resolveSibling("other"), file);
        Files.writeString(other, OTHER);
      }
    },
    TWO_FILES_SWAPPED {
      @Override
      void happen(Path fleet) throws IOException {
        swap(
            fleet.resolve("till3/srv/basket/application.properties"),
            fleet.resolve("till3/srv/other/application.properties"));
      }
    },
    TWO_FOLDERS_SWAPPED {
      @Override
      void happen(Path fleet) throws IOException {
        swap(fleet.resolve("till3/srv/basket"), fleet.resolve("till3/srv/other"));
      }
    },
    FILE_GONE {
      @Override
      void happen(Path fleet) throws IOException {
        Files.delete(fleet.resolve("till3/srv/basket/application.properties"));
      }
    },
    FILE_NEW {
      @Override
      void happen(Path fleet) throws IOException {
        Files.writeString(fleet.resolve("till3/srv/application.properties"), USES);
      }
    },
    FILE_NEW_IN_A_NEW_FOLDER {
      @Override
      void happen(Path fleet) throws IOException {
        Path made = Files.createDirectories(fleet.resolve("ns01/srv/new"));
        Files.writeString(made.resolve("application.properties"), USES);
      }
    },
    FILE_RENAMED {
      @Override
      void happen(Path fleet) throws IOException {
        Path file = fleet.resolve("till3/srv/basket/application.properties");
        Files.move(file, file.resolveSibling("bootstrap.properties"));
      }
    },
    FOLDER_REPLACED_BY_A_LINK {
      @Override
      void happen(Path fleet) throws IOException {
        Path basket = fleet.resolve("till3/srv/basket");
        Path away = fleet.resolveSibling("away");
        Files.move(basket, away);
        Files.createSymbolicLink(basket, away);
      }
    },
    TREE_REPLACED_BY_A_LINK {
      @Override
      void happen(Path fleet) throws IOException {
        Path away = fleet.resolveSibling("away");
        Files.move(fleet, away);
        Path made = Files.createDirectories(fleet.resolveSibling("made/ns01/zones"));
        Files.copy(away.resolve("ns01/zones/shop.test.zone"), made.resolve("shop.test.zone"));
        Files.createSymbolicLink(fleet, fleet.resolveSibling("made"));
      }
    },
    FILE_REPLACED_BY_A_FOLDER {
      @Override
      void happen(Path fleet) throws IOException {
        Path file = fleet.resolve("till3/srv/basket/application.properties");
        Files.delete(file);
        Files.createDirectory(file);
      }
    },
    MACHINE_RENAMED {
      @Override
      void happen(Path fleet) throws IOException {
        Path file = fleet.resolve("till3/etc/hostname");
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "till4.shop.test\n");
        Files.setLastModifiedTime(file, time);
      }
    };

    abstract void happen(Path fleet) throws IOException;

    private static void swap(Path one, Path other) throws IOException {
      Path third = one.resolveSibling("third");
      Files.move(one, third);
      Files.move(other, one);
      Files.move(third, other);
    }
  }

  @ParameterizedTest
  @EnumSource(Event.class)
  void whatever_happened_the_answer_is_the_one_without_a_cache(Event event) throws Exception {
    Run before = ask();
    assertEquals(before, ask());
    event.happen(fleet);
    Run after = ask();
    assertEquals(askAnew(), after);
    assertNotEquals(before, after);
    settle();
    assertEquals(after, ask());
    assertEquals(after, ask());
  }

  @Test
  void what_a_link_leads_to_counts_even_outside() throws Exception {
    Files.createSymbolicLink(fleet.resolve("till3/srv/link"), Path.of("../../../elsewhere/file"));
    settle();
    Run dangling = ask("--format", "json");
    assertEquals(dangling, ask("--format", "json"));
    write("elsewhere/file", USES);
    Run outside = ask("--format", "json");
    assertEquals(askAnew("--format", "json"), outside);
    assertNotEquals(dangling, outside);
  }

  @Test
  void what_changed_just_now_is_not_relied_on() throws IOException {
    FileTime changed = (FileTime) Files.getAttribute(fleet, "unix:ctime");
    TreeStamps sameTick = new TreeStamps(changed.to(NANOSECONDS) + MILLISECONDS.toNanos(9));
    sameTick.given(fleet);
    assertFalse(sameTick.areComplete());
    TreeStamps later = new TreeStamps(changed.to(NANOSECONDS) + SECONDS.toNanos(3));
    later.given(fleet);
    assertTrue(later.areComplete());
    TreeStamps clockBack = new TreeStamps(changed.to(NANOSECONDS) - SECONDS.toNanos(3600));
    clockBack.given(fleet);
    assertFalse(clockBack.areComplete());
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty", "half", "longer", "flipped", "version", "other"})
  void what_is_damaged_is_not_there(String damage) throws Exception {
    Run first = ask();
    Path file = kept().get(0);
    byte[] bytes = Files.readAllBytes(file);
    byte[] damaged =
        switch (damage) {
          case "empty" -> new byte[0];
          case "half" -> Arrays.copyOf(bytes, bytes.length / 2);
          case "longer" -> Arrays.copyOf(bytes, bytes.length + 5);
          case "flipped" -> {
            byte[] other = bytes.clone();
            other[bytes.length / 2] ^= 1;
            yield other;
          }
          case "version" -> {
            byte[] other = bytes.clone();
            other[3]++;
            yield other;
          }
          case "other" -> "something else".getBytes(UTF_8);
          default -> throw new AssertionError(damage);
        };
    Files.write(file, damaged);
    assertEquals(first, ask());
    assertEquals(bytes.length, Files.size(file), "it is written anew");
  }

  @Test
  void each_question_has_its_own_answer() throws Exception {
    Run text = ask();
    Run json = ask("--format", "json");
    Run kept = ask("--keep-alias");
    assertEquals(3, kept().size());
    assertEquals(text, ask());
    assertEquals(json, ask("--format", "json"));
    assertEquals(kept, ask("--keep-alias"));
    assertEquals(askAnew("--format", "json"), json);
  }

  @Test
  void nothing_is_kept_of_what_writes_fails_or_reads_elsewhere() throws Exception {
    ask("-o", folder.resolve("answer"));
    ask("--no-cache");
    Run.of("rename", "host:nobody", "x", fleet, "--cache-dir", cache);
    Run.of("coverage", fleet.resolve("nowhere"), "--cache-dir", cache);
    ask("--tables", write("tables/empty.yaml", "").getParent());
    assertEquals(List.of(), kept());
  }

  @Test
  void the_files_of_a_question_count_too() throws Exception {
    Path changes = write("changes.yaml", "changes:\n- {rename: mq01, to: rabbit01}\n");
    settle();
    Object[] question = {"assess", changes, fleet, "--cache-dir", cache};
    Run first = Run.of(question);
    assertEquals(first, Run.of(question));
    assertEquals(1, kept().size());
    FileTime time = Files.getLastModifiedTime(changes);
    Files.writeString(changes, "changes:\n- {rename: mq02, to: rabbit02}\n");
    Files.setLastModifiedTime(changes, time);
    assertNotEquals(first, Run.of(question));
  }

  @Test
  void a_folder_that_others_may_write_to_is_not_believed() throws Exception {
    Files.createDirectories(cache);
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
    Run first = ask();
    assertEquals(askAnew(), first);
    assertEquals(List.of(), kept());
  }

  @Test
  void only_so_many_answers_are_kept() throws Exception {
    for (int i = 0; i < 70; i++) {
      Run.of("list", "host", fleet, "--exclude", "x" + i, "--cache-dir", cache);
    }
    assertEquals(64, kept().size());
  }

  @Test
  void several_may_ask_at_once() throws Exception {
    Run alone = askAnew();
    List<CompletableFuture<Run>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(supplyAsync(this::ask));
    }
    for (CompletableFuture<Run> one : all) {
      assertEquals(alone, one.get());
    }
    assertEquals(1, kept().size());
    assertFalse(kept().get(0).toString().endsWith(".half"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatever_happens_in_whatever_order_the_answer_is_right(long seed) throws Exception {
    Random random = new Random(seed);
    for (int step = 0; step < 40; step++) {
      if (random.nextInt(3) > 0) {
        something(random);
      }
      if (random.nextBoolean()) {
        settle();
      }
      assertEquals(askAnew(), ask(), "seed " + seed + ", step " + step);
    }
    assertTrue(kept().size() <= 1);
  }

  private void something(Random random) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(fleet)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    Path file = files.get(random.nextInt(files.size()));
    if (file.toString().endsWith(".zone")) {
      return;
    }
    FileTime time = Files.getLastModifiedTime(file);
    switch (random.nextInt(5)) {
      case 0 -> Files.writeString(file, random.nextBoolean() ? USES : OTHER);
      case 1 -> {
        Files.writeString(file, Files.readString(file).replace("mq01", "mq02"));
        Files.setLastModifiedTime(file, time);
      }
      case 2 ->
          Files.copy(
              file,
              file.resolveSibling("n" + random.nextInt(9) + ".properties"),
              StandardCopyOption.REPLACE_EXISTING,
              StandardCopyOption.COPY_ATTRIBUTES);
      case 3 -> {
        Path made = Files.createDirectories(fleet.resolve("till3/srv/d" + random.nextInt(4)));
        Files.move(file, made.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
      default -> write("fleet/till3/srv/basket/application.properties", USES);
    }
  }
}
