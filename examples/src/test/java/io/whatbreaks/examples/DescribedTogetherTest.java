package io.whatbreaks.examples;

import io.whatbreaks.change.Change;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Things that several documents describe together: what holds in the end, and who is hit. */
class DescribedTogetherTest {
  @TempDir private Path root;

  private static final String EXTENDED =
      """
      -- compose.yaml
      services:
        base:
          image: x
          networks: [back]
          command: ["wait-for", "db:5432"]
          environment: {MQ_URL: "amqp://mq:5672/", API_URL: "http://api:80/"}
        app:
          extends: base
          command: ["run"]
        app2:
          extends: {service: base}
          environment: ["API_URL=http://web:80/"]
        db: {image: postgres, networks: [back]}
        mq: {image: rabbitmq, networks: [back]}
        api: {image: x, networks: [back]}
        web: {image: x, networks: [back]}
      networks: {back: {}}
      """;

  /**
   * https://docs.docker.com/reference/compose-file/services/#extends, "Merging service
   * definitions": mappings by their keys, sequences joined, of scalars those "in the main service
   * definition take precedence"; command, entrypoint and healthcheck.test are replaced
   * (.../compose-file/merge/#shell-commands).
   */
  @Test
  void a_service_has_what_it_extends_says_and_it_does_not() throws IOException {
    check(
        EXTENDED,
        "mq",
        """
        app BREAKS CERTAIN
        app2 BREAKS CERTAIN
        base BREAKS CERTAIN
        compose.yaml:6:35 mq
        """);
    check(EXTENDED, "db", "app2 BREAKS CERTAIN\nbase BREAKS CERTAIN\ncompose.yaml:5:28 db\n");
    check(EXTENDED, "api", "app BREAKS CERTAIN\nbase BREAKS CERTAIN\ncompose.yaml:6:63 api\n");
    check(EXTENDED, "web", "app2 BREAKS CERTAIN\ncompose.yaml:12:35 web\n");
    check(
        EXTENDED,
        "base",
        """
        app BREAKS_ON_RESTART CERTAIN
        app2 BREAKS_ON_RESTART CERTAIN
        compose.yaml:8:14 base
        compose.yaml:11:24 base
        """);
  }

  /** The same page: "file": the service is in another file; its paths begin at that file. */
  @Test
  void what_another_file_says_is_looked_up_from_the_service_that_extends_it() throws IOException {
    String files =
        """
        -- till/etc/hostname
        till
        -- till/srv/common/base.yaml
        services:
          base:
            image: x
            env_file: base.env
            links: ["mq:bus"]
            environment: {DB_URL: "postgres://db:5432/x"}
        -- till/srv/common/base.env
        BUS_URL=amqp://bus:5672/
        -- till/srv/shop/compose.yaml
        services:
          app: {extends: {file: ../common/base.yaml, service: base}}
          db: {image: postgres}
          mq: {image: rabbitmq}
        """;
    check(files, "db", "app BREAKS CERTAIN\ntill/srv/common/base.yaml:6:39 db\n");
    check(
        files,
        "mq",
        """
        app BREAKS POSSIBLE
        app BREAKS_ON_RESTART CERTAIN
        base BREAKS POSSIBLE
        base BREAKS_ON_RESTART CERTAIN
        till/srv/common/base.yaml:5:14 mq
        """);
  }

  /** https://docs.docker.com/compose/how-tos/multiple-compose-files/merge/ */
  @Test
  void an_override_file_has_the_say() throws IOException {
    String files =
        """
        -- compose.yaml
        services:
          app: {image: x, environment: {DB_HOST: db}}
          db: {image: postgres}
          db2: {image: postgres}
        -- compose.override.yaml
        services:
          app:
            environment: [DB_HOST=db2]
        -- compose.test.yaml
        services:
          app: {environment: {DB_HOST: db2}}
        """;
    check(files, "db", "");
    check(
        files,
        "db2",
        """
        app BREAKS POSSIBLE
        compose.override.yaml:3:27 db2
        compose.test.yaml:2:32 db2
        """);
  }

  /** https://docs.docker.com/compose/how-tos/environment-variables/envvars/ */
  @Test
  void the_environment_tells_which_files_count_and_what_the_project_is_called() throws IOException {
    String files =
        """
        -- a/.env
        COMPOSE_PATH_SEPARATOR=,
        COMPOSE_FILE=./base.yml,prod.yml
        COMPOSE_PROJECT_NAME=till
        -- a/base.yml
        services:
          app: {image: x, environment: {DB_URL: "postgres://db:5432/x"}}
          db: {image: postgres}
          db2: {image: postgres}
        -- a/prod.yml
        services:
          app:
            environment: {DB_URL: "postgres://db2:5432/x"}
        -- a/compose.override.yaml
        services:
          app: {environment: {DB_URL: "postgres://db:5432/x"}}
        -- b/compose.yaml
        services:
          far: {image: x, environment: {DB_URL: "postgres://db:5432/x"}, networks: [shop]}
        networks: {shop: {external: true, name: till_default}}
        """;
    check(files, "db", "b/far BREAKS CERTAIN\nb/compose.yaml:2:53 db\n");
    check(files, "db2", "a/app BREAKS CERTAIN\na/prod.yml:3:39 db2\n");
  }

  /**
   * https://docs.docker.com/reference/compose-file/services/#volumes, #env_file, #configs: what a
   * container is given means what it means in the container, whatever the machine knows.
   */
  @Test
  void files_that_are_given_to_a_container_are_read_there() throws IOException {
    String files =
        """
        -- till/etc/hostname
        till
        -- till/etc/hosts
        10.0.0.9 mq
        -- till/srv/shop/compose.yaml
        services:
          app: {image: x, volumes: ["./cfg:/cfg:ro"], env_file: [{path: app.env}], configs: [c]}
          web: {image: nginx, volumes: [{type: bind, source: ./nginx.conf, target: /etc/nginx/nginx.conf}]}
          job: {image: x, volumes: [".:/all", "/var/lib:/state", "named:/data"]}
          mq: {image: rabbitmq}
        configs: {c: {file: ./c.properties}}
        -- till/srv/shop/app.env
        MQ_URL=amqp://mq:5672/
        -- till/srv/shop/cfg/deep/x.properties
        url=http://mq:80/
        -- till/srv/shop/c.properties
        other=http://mq:80/
        -- till/srv/shop/nginx.conf
        http { server { location / { proxy_pass http://app:8080; } } }
        -- till/srv/shop/notes.properties
        url=http://mq:80/
        """;
    check(
        files,
        "mq",
        """
        app BREAKS POSSIBLE
        web BREAKS POSSIBLE
        till/srv/shop/app.env:1:15 mq
        till/srv/shop/c.properties:1:14 mq
        till/srv/shop/cfg/deep/x.properties:1:12 mq
        """);
    check(files, "app", "web BREAKS_ON_RESTART CERTAIN\ntill/srv/shop/nginx.conf:1:48 app\n");
  }

  private static final String ZONE =
      """
      -- ns/etc/hostname
      ns
      -- ns/etc/bind/shop.test.zone
      $ORIGIN shop.test.
      @ SOA ns root 1 2 3 4 5
      @ NS ns
      ns A 10.0.0.1
      mq01 A 10.0.0.3
      mq02 A 10.0.0.4
      db01 A 10.0.0.5
      -- till/etc/hostname
      till
      -- till/etc/resolv.conf
      search shop.test
      """;

  /** systemd.unit(5), systemd.service(5) and systemd.exec(5): an empty value resets the list. */
  @Test
  void drop_ins_take_back_what_the_unit_says() throws IOException {
    String files =
        ZONE
            + """
            -- till/usr/lib/systemd/system/basket.service
            [Service]
            Environment=MQ_URL=http://mq01:80 A=1
            EnvironmentFile=/etc/basket.env
            ExecStart=/usr/bin/curl http://mq01:80/
            -- till/etc/basket.env
            DB_URL=postgres://db01:5432/x
            -- till/etc/systemd/system/basket.service.d/20-b.conf
            [Service]
            Environment=
            ExecStart=
            ExecStart=/usr/bin/curl http://mq02:80/
            -- till/usr/lib/systemd/system/basket.service.d/20-b.conf
            [Service]
            ExecStart=/usr/bin/curl http://db01:80/
            """;
    check(files, "mq01.shop.test", "");
    check(
        files,
        "mq02.shop.test",
        """
        basket BREAKS CERTAIN
        till/etc/systemd/system/basket.service.d/20-b.conf:4:32 mq02
        """);
    check(files, "db01.shop.test", "basket BREAKS POSSIBLE\ntill/etc/basket.env:1:19 db01\n");
  }

  /** systemd.unit(5): the last drop-in by file name wins, whatever folder it lies in. */
  @Test
  void of_several_drop_ins_the_last_by_name_has_the_say() throws IOException {
    String files =
        ZONE
            + """
            -- till/etc/systemd/system/a.service
            [Service]
            Environment=DB_URL=postgres://mq01:5432/x
            ExecStart=/usr/bin/b
            -- till/etc/systemd/system/a.service.d/20-b.conf
            [Service]
            Environment=DB_URL=postgres://mq02:5432/x
            -- till/usr/lib/systemd/system/a.service.d/30-c.conf
            [Service]
            Environment=DB_URL=postgres://db01:5432/x
            """;
    check(files, "mq01.shop.test", "");
    check(files, "mq02.shop.test", "");
    check(
        files,
        "db01.shop.test",
        "a BREAKS POSSIBLE\ntill/usr/lib/systemd/system/a.service.d/30-c.conf:2:31 db01\n");
  }

  /** systemd.unit(5), "template units": %i is what stands behind the @ of the instance. */
  @Test
  void an_instance_is_its_template_with_its_own_name() throws IOException {
    String files =
        ZONE
            + """
            -- till/etc/systemd/system/tunnel@.service
            [Service]
            EnvironmentFile=-/etc/tunnel/%i.env
            ExecStart=/usr/bin/ssh -N -L 1:localhost:1 %i
            -- till/etc/tunnel/mq01.env
            DB_URL=postgres://db01:5432/x
            -- till/etc/systemd/system/other.service
            [Unit]
            Requires=tunnel@mq01.service
            [Service]
            ExecStart=/usr/bin/other
            """;
    check(
        files,
        "mq01.shop.test",
        """
        other BREAKS CERTAIN
        tunnel@mq01 BREAKS CERTAIN
        till/etc/systemd/system/other.service:2:17 mq01
        """);
    check(
        files,
        "db01.shop.test",
        """
        other BREAKS POSSIBLE
        tunnel@mq01 BREAKS POSSIBLE
        till/etc/tunnel/mq01.env:1:19 db01
        """);
  }

  private void check(String files, String from, String expected) throws IOException {
    BothWays.check(root, files, Change.renameHost(from, "renamed"), expected);
  }
}
