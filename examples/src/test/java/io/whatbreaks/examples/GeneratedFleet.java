package io.whatbreaks.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A small company made from a list of {@linkplain Piece pieces}: one root file system per host, a
 * zone, and a tree of configuration beside them.
 *
 * @param pieces what is there beyond the hosts themselves; fewer pieces are a simpler company
 */
record GeneratedFleet(List<Piece> pieces) {
  static final List<String> HOSTS = List.of("mq01", "mq011", "db01", "app01", "web", "cache");

  /** What one piece adds. */
  enum Kind {
    RECORD,
    ALIAS,
    ALIAS_OF_ALIAS,
    SERVICE_RECORD,
    WILDCARD,
    REVERSE,
    PIN,
    ORDER,
    SEARCH,
    PROPERTIES,
    PLACEHOLDER,
    PROFILE,
    URL,
    UNIT,
    UNIT_VARIABLE,
    ENVIRONMENT,
    COMMAND_LINE,
    CRON,
    SCRIPT,
    SCRIPT_OF_CRON,
    NGINX,
    HAPROXY,
    COMPOSE,
    COMPOSE_SERVICE,
    COMPOSE_ENVIRONMENT,
    COMPOSE_FOLDER,
    BROKER,
    DATABASE,
    CACHE,
    UNKNOWN_FORMAT,
    PROSE,
    TREE_PROPERTIES,
    TREE_HOSTS,
    MANIFEST,
    SERVICE_MANIFEST,
    EXTERNAL_NAME,
    CONFIG_MAP,
    WILDCARD_ALIAS,
    NESTED,
    RELAXED,
    ESCAPED,
    WIDE,
    BARE_ROOT,
    REQUIRES
  }

  /** How a host is written. */
  enum Spelling {
    SHORT,
    FULL,
    ALIAS,
    ADDRESS,
    OTHER_CASE,
    LOCAL,
    LOCAL_ADDRESS,
    PINNED,
    WILD,
    BARE
  }

  /**
   * One addition.
   *
   * @param on the host that has it
   * @param target the host it names
   * @param app which application of the host it is about
   */
  record Piece(Kind kind, int on, int target, Spelling spelling, int app) {
    String host() {
      return HOSTS.get(on);
    }

    String application() {
      return "svc" + app;
    }

    String name() {
      String host = HOSTS.get(target);
      return switch (spelling) {
        case SHORT -> host;
        case FULL -> host + ".shop.test";
        case ALIAS -> "alias-" + target + ".shop.test";
        case ADDRESS -> address(target);
        case OTHER_CASE -> host.toUpperCase(java.util.Locale.ROOT) + ".Shop.test";
        case LOCAL -> "localhost";
        case LOCAL_ADDRESS -> "127.0.1.1";
        case PINNED -> "pin" + app;
        case WILD -> "shop" + app + ".apps.shop.test";
        case BARE -> "bare01";
      };
    }
  }

  /** Fleets of up to sixty pieces of every kind. */
  static Arbitrary<GeneratedFleet> any() {
    int hosts = HOSTS.size() - 1;
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.integers().between(0, hosts),
            Arbitraries.integers().between(0, hosts),
            Arbitraries.of(Spelling.class),
            Arbitraries.integers().between(0, 2))
        .as(Piece::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60)
        .map(GeneratedFleet::new);
  }

  private static String address(int host) {
    return "10.0.0." + (10 + host);
  }

  /** Every name that a question may be about. */
  static List<String> names() {
    List<String> names = new java.util.ArrayList<>();
    for (int i = 0; i < HOSTS.size(); i++) {
      names.add("host:" + HOSTS.get(i));
      names.add("host:" + HOSTS.get(i) + ".shop.test");
      names.add("host:alias-" + i + ".shop.test");
    }
    names.addAll(List.of("host:svc1", "host:bare01", "host:pin1", "mq01:5672", "localhost:8080"));
    return names;
  }

  /** The files by path. */
  Map<String, String> files() {
    Builder files = new Builder();
    files.hosts();
    pieces.forEach(files::add);
    Map<String, String> all = new TreeMap<>();
    files.all.forEach((path, text) -> all.put(path, text.toString()));
    return all;
  }

  /** Writes the files below a folder. */
  void write(Path root) {
    files()
        .forEach(
            (path, text) -> {
              try {
                Path file = root.resolve(path);
                Files.createDirectories(file.getParent());
                Files.writeString(
                    file,
                    text,
                    text.startsWith("\ufeff") ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  @Override
  public String toString() {
    StringBuilder shown = new StringBuilder();
    files().forEach((path, text) -> shown.append("== ").append(path).append('\n').append(text));
    return shown.toString();
  }

  /** The files under way. */
  private static final class Builder {
    private static final String ZONE = "web/etc/bind/db.shop.test";
    private final Map<String, StringBuilder> all = new TreeMap<>();

    /** Adds lines to a file that begins with a head. */
    private void add(String path, String head, String lines) {
      all.computeIfAbsent(path, absent -> new StringBuilder(head)).append(lines);
    }

    void hosts() {
      for (int i = 0; i < HOSTS.size(); i++) {
        String host = HOSTS.get(i);
        add(host + "/etc/hostname", "", host + "\n");
        add(
            host + "/etc/hosts",
            "127.0.0.1 localhost\n",
            i % 2 == 0 ? address(i) + " " + host + ".shop.test " + host + "\n" : "");
      }
    }

    private void zone(String line) {
      add(ZONE, "$ORIGIN shop.test.\n@ IN SOA web hostmaster 1 2 3 4 5\n  IN NS web\n", line);
    }

    void add(Piece piece) {
      switch (piece.kind()) {
        case RECORD,
            ALIAS,
            ALIAS_OF_ALIAS,
            SERVICE_RECORD,
            WILDCARD,
            WILDCARD_ALIAS,
            REVERSE,
            PIN,
            ORDER,
            SEARCH ->
            naming(piece);
        case PROPERTIES, PLACEHOLDER, PROFILE, URL, NESTED, RELAXED, TREE_PROPERTIES ->
            application(piece);
        case UNIT,
            UNIT_VARIABLE,
            ENVIRONMENT,
            COMMAND_LINE,
            REQUIRES,
            CRON,
            SCRIPT,
            SCRIPT_OF_CRON ->
            process(piece);
        case COMPOSE, COMPOSE_SERVICE, COMPOSE_ENVIRONMENT, COMPOSE_FOLDER -> container(piece);
        case MANIFEST, SERVICE_MANIFEST, EXTERNAL_NAME, CONFIG_MAP -> manifest(piece);
        case ESCAPED ->
            add(
                piece.host() + "/opt/tool/tool" + piece.app() + ".json",
                "",
                "{\"peers\": \"a\\n" + piece.name() + "\\nb\"}\n");
        case WIDE ->
            add(
                piece.host() + "/srv/wide" + piece.app() + "/application.properties",
                "\ufeff",
                "spring.data.redis.host=" + piece.name() + "\n");
        case BARE_ROOT -> {
          add("bare01/etc/passwd", "root:x:0:0::/:/bin/sh\n", "");
          add("bare01/etc/rabbitmq/rabbitmq.conf", "listeners.tcp.default = 5672\n", "");
        }
        case NGINX, HAPROXY, BROKER, DATABASE, CACHE -> software(piece);
        case UNKNOWN_FORMAT ->
            text("/opt/tool/tool.conf", piece, "backend = " + piece.name() + "\n");
        case PROSE -> text("/srv/README.md", piece, "Ask before touching " + piece.name() + ".\n");
        case TREE_HOSTS ->
            add("tree/ansible/hosts", "[all]\n", HOSTS.get(piece.target()) + ".shop.test\n");
      }
    }

    private void text(String path, Piece piece, String line) {
      add(piece.host() + path, "", line);
    }

    private void naming(Piece piece) {
      String host = HOSTS.get(piece.target());
      String address = address(piece.target());
      switch (piece.kind()) {
        case RECORD -> zone(host + " IN A " + address + "\n");
        case ALIAS -> zone("alias-" + piece.target() + " IN CNAME " + host + "\n");
        case ALIAS_OF_ALIAS ->
            zone("far-" + piece.on() + " IN CNAME alias-" + piece.target() + "\n");
        case SERVICE_RECORD -> zone("_amqp._tcp IN SRV 0 5 5672 " + host + "\n");
        case WILDCARD_ALIAS -> zone("*.apps IN CNAME " + host + "\n");
        case WILDCARD -> zone("* IN A " + address + "\n");
        case REVERSE ->
            add(
                "web/etc/bind/db.10.0.0",
                "$ORIGIN 0.0.10.in-addr.arpa.\n@ IN SOA web.shop.test. h.shop.test. 1 2 3 4 5\n",
                (10 + piece.target()) + " IN PTR " + host + ".shop.test.\n");
        case PIN ->
            text("/etc/hosts", piece, address + " " + piece.name() + " pin" + piece.app() + "\n");
        case ORDER -> text("/etc/nsswitch.conf", piece, "hosts: dns [NOTFOUND=return] files\n");
        case SEARCH ->
            text(
                "/etc/resolv.conf",
                piece,
                piece.app() == 0 ? "search lab.test shop.test\n" : "search shop.test\n");
        default -> throw new AssertionError(piece);
      }
    }

    private void application(Piece piece) {
      String folder = piece.host() + "/srv/" + piece.application();
      String properties = folder + "/application.properties";
      String head = "server.port=80" + (80 + piece.app()) + "\n";
      switch (piece.kind()) {
        case PROPERTIES -> add(properties, head, "spring.rabbitmq.host=" + piece.name() + "\n");
        case PLACEHOLDER ->
            add(properties, head, "spring.data.redis.host=${REDIS_HOST:" + piece.name() + "}\n");
        case URL ->
            add(
                properties,
                head,
                "spring.datasource.url=jdbc:postgresql://${db.host}:5432/x\ndb.host="
                    + piece.name()
                    + "\n");
        case PROFILE ->
            add(
                folder + "/application-prod.properties",
                "",
                "db.host=" + piece.name() + "\npartner.url=http://" + piece.name() + ":8081/api\n");
        case NESTED -> {
          text("/etc/default/shared", piece, "INNER=" + piece.name() + "\n");
          text("/srv/common/middle.properties", piece, "outer.name=${INNER}\n");
          add(properties, head, "spring.mail.host=${outer.name}\n");
        }
        case RELAXED -> {
          text("/etc/default/" + piece.application(), piece, "MAIL_HOST=" + piece.name() + "\n");
          add(properties, head, "spring.mail.host=${mailHost}\n");
        }
        case TREE_PROPERTIES ->
            add(
                "tree/" + piece.application() + "/src/main/resources/application.properties",
                "",
                "spring.rabbitmq.host=" + piece.name() + "\npeer.url=http://svc0:8080/\n");
        default -> throw new AssertionError(piece);
      }
    }

    private void process(Piece piece) {
      String app = piece.application();
      String unit = "/etc/systemd/system/" + app + ".service";
      String head = "[Service]\nExecStart=/usr/bin/java -jar /srv/" + app + "/app.jar\n";
      switch (piece.kind()) {
        case UNIT -> add(piece.host() + unit, head, "EnvironmentFile=/etc/default/" + app + "\n");
        case UNIT_VARIABLE ->
            add(
                piece.host() + unit,
                head,
                "Environment=REDIS_HOST=" + piece.name() + " SPRING_PROFILES_ACTIVE=prod\n");
        case ENVIRONMENT -> text("/etc/default/" + app, piece, "REDIS_HOST=" + piece.name() + "\n");
        case REQUIRES ->
            add(
                piece.host() + "/etc/systemd/system/after" + piece.app() + ".service",
                "[Unit]\n",
                "Requires=" + app + ".service\n[Service]\nExecStart=/usr/bin/true\n");
        case COMMAND_LINE ->
            add(
                piece.host() + "/etc/systemd/system/cmd" + piece.app() + ".service",
                "[Service]\n",
                "ExecStart=/usr/bin/curl http://" + piece.name() + ":8080/health\n");
        case CRON ->
            text(
                "/etc/cron.d/jobs", piece, "5 * * * * root pg_dump -h " + piece.name() + " shop\n");
        case SCRIPT ->
            text(
                "/usr/local/bin/" + app + ".sh", piece, "curl http://" + piece.name() + ":8080/\n");
        case SCRIPT_OF_CRON ->
            text("/etc/cron.d/jobs", piece, "6 * * * * root /usr/local/bin/" + app + ".sh\n");
        default -> throw new AssertionError(piece);
      }
    }

    private void container(Piece piece) {
      String folder = piece.host() + "/srv/stack";
      String compose = folder + "/compose.yaml";
      String head = "services:\n";
      String service = "  c" + piece.app() + "-" + piece.target();
      switch (piece.kind()) {
        case COMPOSE ->
            add(
                compose,
                head,
                service
                    + ":\n    image: x\n    environment:\n      SPRING_RABBITMQ_HOST: "
                    + piece.name()
                    + "\n");
        case COMPOSE_SERVICE ->
            add(compose, head, "  " + HOSTS.get(piece.target()) + ":\n    image: redis:7\n");
        case COMPOSE_ENVIRONMENT -> {
          add(
              compose,
              head,
              service + "v:\n    image: x\n    environment:\n      DB_HOST: ${DB}\n");
          add(folder + "/.env", "", "DB=" + piece.name() + "\n");
        }
        case COMPOSE_FOLDER -> {
          add(compose, head, service + "e:\n    image: x\n    env_file: [ vars.env ]\n");
          add(folder + "/vars.env", "", "REDIS_URL=redis://" + piece.name() + ":6379/0\n");
        }
        default -> throw new AssertionError(piece);
      }
    }

    private void manifest(Piece piece) {
      String folder = "tree/k8s/";
      String name = "w" + piece.app();
      switch (piece.kind()) {
        case MANIFEST ->
            add(
                folder + name + "-" + piece.target() + "-deployment.yaml",
                "",
                "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: "
                    + name
                    + "}\n"
                    + "spec:\n  template:\n    metadata: {labels: {app: "
                    + name
                    + "}}\n"
                    + "    spec:\n      containers:\n      - name: c\n        image: x\n"
                    + "        envFrom: [{configMapRef: {name: cm"
                    + piece.app()
                    + "}}]\n"
                    + "        env: [{name: DB_HOST, value: "
                    + piece.name()
                    + "}, {name: PEER_URL, value: 'http://"
                    + "w"
                    + piece.target() % 3
                    + ":80/'}]\n");
        case SERVICE_MANIFEST ->
            add(
                folder + "services.yaml",
                "",
                "---\napiVersion: v1\nkind: Service\nmetadata: {name: "
                    + name
                    + "}\nspec: {selector: {app: "
                    + name
                    + "}, ports: [{port: 80}]}\n");
        case EXTERNAL_NAME ->
            add(
                folder + "external.yaml",
                "",
                "---\napiVersion: v1\nkind: Service\nmetadata: {name: pin"
                    + piece.app()
                    + "}\nspec: {type: ExternalName, externalName: "
                    + piece.name()
                    + "}\n");
        case CONFIG_MAP ->
            add(
                folder + "config.yaml",
                "",
                "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: cm"
                    + piece.app()
                    + "}\ndata: {SPRING_RABBITMQ_HOST: "
                    + piece.name()
                    + "}\n");
        default -> throw new AssertionError(piece);
      }
    }

    private void software(Piece piece) {
      switch (piece.kind()) {
        case NGINX ->
            add(
                piece.host() + "/etc/nginx/conf.d/site" + piece.app() + ".conf",
                "",
                "upstream up"
                    + piece.target()
                    + " { server "
                    + piece.name()
                    + ":8080; server db01:8080; }\n"
                    + "server { listen 8081; location / { proxy_pass http://up"
                    + piece.target()
                    + "; } }\n");
        case HAPROXY ->
            add(
                piece.host() + "/etc/haproxy/haproxy.cfg",
                "",
                "listen l"
                    + piece.target()
                    + "\n  bind *:5672\n  server s "
                    + piece.name()
                    + ":5672\n");
        case BROKER ->
            add(
                piece.host() + "/etc/rabbitmq/rabbitmq.conf",
                "listeners.tcp.default = 5672\n",
                "cluster_formation.classic_config.nodes."
                    + piece.app()
                    + " = rabbit@"
                    + piece.name()
                    + "\n");
        case DATABASE ->
            add(
                piece.host() + "/etc/postgresql/15/main/postgresql.conf",
                "listen_addresses = '*'\nport = 5432\n",
                "primary_conninfo = 'host=" + piece.name() + " port=5432'\n");
        case CACHE ->
            add(
                piece.host() + "/etc/redis/redis.conf",
                "port 6379\n",
                "replicaof " + piece.name() + " 6379\n");
        default -> throw new AssertionError(piece);
      }
    }
  }
}
