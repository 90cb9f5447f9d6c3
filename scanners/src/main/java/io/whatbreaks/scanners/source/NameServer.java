package io.whatbreaks.scanners.source;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.ZoneTransferException;
import org.xbill.DNS.ZoneTransferIn;

/**
 * A name server that the user named. The only class of the library that uses the network: whoever
 * makes an object of it has been told to.
 */
final class NameServer {
  /** A zone with more is a registry's, not a company's. */
  private static final int MOST_RECORDS = 300_000;

  private static final Duration TRANSFER = Duration.ofMinutes(1);
  private static final Duration LOOKUP = Duration.ofSeconds(4);
  private static final int TRIES = 2;
  private static final int AT_ONCE = 50;

  private final InetSocketAddress address;
  private final Optional<TSIG> key;

  private NameServer(InetSocketAddress address, Optional<TSIG> key) {
    this.address = address;
    this.key = key;
  }

  /** A question: a name and a type. */
  record Question(Name name, int type) {}

  /**
   * The server of a path.
   *
   * @throws IOException if its name is not known
   */
  static NameServer of(DnsPath path, Optional<TSIG> key) throws IOException {
    InetSocketAddress address = new InetSocketAddress(path.server(), path.port());
    if (address.isUnresolved()) {
      throw new IOException("the name server " + path.server() + " is not known by that name");
    }
    return new NameServer(address, key);
  }

  /** A zone is not handed out. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    Refused(String why) {
      super(why);
      this.why = why;
    }

    /** What the server said. */
    String why() {
      return why;
    }
  }

  /**
   * All records of a zone, in canonical order, each once.
   *
   * @throws Refused if the server does not hand it out; asked for single names it may answer
   * @throws IOException if it does not answer, or not as it must
   * @see <a href="https://www.rfc-editor.org/rfc/rfc5936">RFC 5936</a>
   */
  SortedSet<Record> transfer(Name zone) throws IOException, Refused {
    SortedSet<Record> records = new TreeSet<>();
    ZoneTransferIn transfer = ZoneTransferIn.newAXFR(zone, address, key.orElse(null));
    transfer.setTimeout(TRANSFER);
    try {
      transfer.run(new Handler(records));
    } catch (ZoneTransferException e) {
      throw refusal(e);
    } catch (ConnectException | SocketTimeoutException e) {
      // Questions for single names come another way: by UDP.
      throw new Refused("no connection");
    } catch (RuntimeException e) {
      throw new IOException("the name server answers with something else than a zone", e);
    }
    return records;
  }

  private Refused refusal(ZoneTransferException e) throws IOException {
    String why = String.valueOf(e.getMessage());
    if (why.contains("TSIG") || (key.isPresent() && why.contains("NOTAUTH"))) {
      throw new IOException("the name server does not accept the key (" + why + ")");
    }
    if (why.equals(Handler.TOO_LARGE) || why.equals(Handler.TOO_SLOW)) {
      throw new IOException(why);
    }
    return new Refused(why);
  }

  /** Takes the records of a transfer. */
  private static final class Handler implements ZoneTransferIn.ZoneTransferHandler {
    static final String TOO_LARGE = "the zone has more than " + MOST_RECORDS + " records";
    static final String TOO_SLOW =
        "the zone is not handed out within " + TRANSFER.toSeconds() + " seconds";

    private final SortedSet<Record> records;
    private final long start = System.nanoTime();

    Handler(SortedSet<Record> records) {
      this.records = records;
    }

    @Override
    public void startAXFR() {}

    @Override
    public void startIXFR() throws ZoneTransferException {
      throw new ZoneTransferException("only changes are handed out");
    }

    @Override
    public void startIXFRDeletes(Record record) throws ZoneTransferException {
      startIXFR();
    }

    @Override
    public void startIXFRAdds(Record record) throws ZoneTransferException {
      startIXFR();
    }

    @Override
    public void handleRecord(Record record) throws ZoneTransferException {
      if (record.getDClass() == DClass.IN) {
        records.add(record);
      }
      if (records.size() > MOST_RECORDS) {
        throw new ZoneTransferException(TOO_LARGE);
      }
      if (System.nanoTime() - start > TRANSFER.toNanos()) {
        throw new ZoneTransferException(TOO_SLOW);
      }
    }
  }

  /**
   * Asks questions, many at a time.
   *
   * @return an answer for each, in their order; none where none came, or not as it must
   */
  List<Optional<Message>> ask(List<Question> questions) {
    List<Optional<Message>> answers = new ArrayList<>();
    for (int from = 0; from < questions.size(); from += AT_ONCE) {
      List<Question> some = questions.subList(from, Math.min(from + AT_ONCE, questions.size()));
      some.stream().map(this::ask).toList().forEach(answer -> answers.add(answer.join()));
    }
    return answers;
  }

  private CompletableFuture<Optional<Message>> ask(Question question) {
    CompletableFuture<Optional<Message>> answer = send(question);
    for (int i = 1; i < TRIES; i++) {
      answer =
          answer.thenCompose(
              first ->
                  first.isPresent() ? CompletableFuture.completedFuture(first) : send(question));
    }
    return answer;
  }

  private CompletableFuture<Optional<Message>> send(Question question) {
    SimpleResolver resolver = new SimpleResolver(address);
    resolver.setTimeout(LOOKUP);
    key.ifPresent(resolver::setTSIGKey);
    Record record = Record.newRecord(question.name(), question.type(), DClass.IN);
    try {
      return resolver
          .sendAsync(Message.newQuery(record))
          .toCompletableFuture()
          .thenApply(Optional::of)
          .exceptionally(failed -> Optional.empty())
          .thenApply(answer -> answer.filter(NameServer::isAnswer));
    } catch (CompletionException e) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
  }

  private static boolean isAnswer(Message message) {
    int code = message.getRcode();
    return message.getHeader().getFlag(Flags.QR)
        && (code == Rcode.NOERROR || code == Rcode.NXDOMAIN);
  }
}
