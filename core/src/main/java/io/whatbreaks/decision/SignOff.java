package io.whatbreaks.decision;

import static java.util.Objects.requireNonNull;

import io.whatbreaks.change.Change;
import io.whatbreaks.change.RedeclareQueue;
import io.whatbreaks.change.RemoveBinding;
import io.whatbreaks.change.Upgrade;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.world.World;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody agrees to changes.
 *
 * @param by who, as owners are written; letter case makes no difference
 * @param changes the words of each change that is agreed to, as {@link #words} gives them
 * @param on patterns of the components that it is for; empty for all of whom {@code by} may speak
 * @param until the last day on which it holds; empty for any
 */
public record SignOff(String by, List<String> changes, List<String> on, Optional<LocalDate> until) {
  /** Copies the lists. */
  public SignOff {
    requireNonNull(by, "by");
    changes = List.copyOf(changes);
    on = List.copyOf(on);
    requireNonNull(until, "until");
  }

  /**
   * How a change is called, as it is asked for on the command line, names without their kinds:
   * {@code rename mq01 rabbit01}, {@code retire cache02}, {@code readdress db01 10.0.0.9}, {@code
   * upgrade rabbitmq 4.0}, {@code move-port db01 5432 6432}, {@code remove-binding VHOST EXCHANGE
   * QUEUE KEY}, {@code redeclare-queue VHOST QUEUE}; of several made together there is no name.
   */
  public static String words(Change change) {
    if (change instanceof Change.Rename rename) {
      String alias = rename.keepAlias() ? " --keep-alias" : "";
      return "rename " + rename.name() + " " + rename.to() + alias;
    } else if (change instanceof Change.Retire retire) {
      return "retire " + retire.name();
    } else if (change instanceof Change.Readdress readdress) {
      return "readdress " + readdress.name() + " " + readdress.to();
    } else if (change instanceof Change.MovePort move) {
      return "move-port " + move.name() + " " + move.from() + " " + move.to();
    } else if (change instanceof Upgrade upgrade) {
      String on = upgrade.on().isEmpty() ? "" : " --on " + String.join(",", upgrade.on());
      return "upgrade " + upgrade.software() + " " + upgrade.to() + on;
    } else if (change instanceof RemoveBinding unbound) {
      return ("remove-binding "
              + String.join(
                  " ", unbound.vhost(), unbound.exchange(), unbound.destination(), unbound.key()))
          .strip();
    } else if (change instanceof RedeclareQueue redeclared) {
      return "redeclare-queue " + redeclared.vhost() + " " + redeclared.queue();
    } else if (change instanceof Change.Together) {
      throw new IllegalArgumentException("these are several changes: " + change);
    }
    throw new AssertionError(change);
  }

  /** Whether it holds for a change, of a component, on a day. */
  boolean holds(Change change, NodeId component, World world, LocalDate day) {
    boolean agreed =
        changes.stream().anyMatch(words -> plain(words).equals(plain(SignOff.words(change))));
    return agreed
        && until.filter(day::isAfter).isEmpty()
        && (on.isEmpty() || Concerns.fits(on, Concerns.names(component, world)));
  }

  private static String plain(String words) {
    return words
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", " ")
        .replaceAll("(?<= )(?:host|queue|exchange|topic|vhost|service|endpoint):", "");
  }
}
