package io.whatbreaks.scanners.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.fact.Certainty;
import io.whatbreaks.scanners.format.Scalar;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

  private static String endpoints(CommandLine line) {
    return line.endpoints().stream()
        .map(
            found ->
                found.endpoint().host()
                    + (found.endpoint().port().isPresent()
                        ? ":" + found.endpoint().port().getAsInt()
                        : "")
                    + (found.certainty() == Certainty.POSSIBLE ? "?" : ""))
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "curl -fsSo /dev/null http://mq01:15672/api    | mq01:15672",
        "curl -d @f -H 'Host: x' mq01:8080/x mq02/y    | mq01:8080 mq02",
        "wget -q -O - https://mq01/x                   | mq01:443",
        "mysql -u mq09 -pX -h db01 -P 3307 shop        | db01:3307",
        "mysqldump --host=db01 --user=x mq09           | db01:3306",
        "psql -h db01 -U mq09 -d mq09 -c 'select 1'    | db01:5432",
        "psql postgresql://u:p@db01:6432/x             | db01:6432",
        "psql 'host=db01 dbname=x'                     | db01:5432",
        "pg_isready -h /var/run/postgresql             | -",
        "redis-cli -h redis01 -a secret ping           | redis01:6379",
        "mongodump --uri=mongodb://m1,m2/x             | m1:27017 m2:27017",
        "mongosh --host m1 --port 27018                | m1:27018",
        "ssh -i /k -p 2222 deploy@back01 'ls mq09'     | back01:2222",
        "scp -r /x user@web01:/var/www web02:/y        | web01:22 web02:22",
        "rsync -az -e 'ssh -p 22' /a/ back01:/b        | back01",
        "rsync -a back01::mod /a                       | back01",
        "rsync -a /a rsync://back01/b                  | back01:873",
        "nc -z -w 5 mq01 5672                          | mq01:5672",
        "ping -c 1 mq01                                | mq01",
        "dig @ns01 +short www                          | ns01",
        "amqp-publish --server=mq01 -e x -r k          | mq01:5672",
        "amqp-publish -u amqp://u:p@mq01 -e x          | mq01:5672",
        "rabbitmqadmin -H mq01 -P 15673 list queues    | mq01:15673",
        "rabbitmqctl -n rabbit@mq01 status             | mq01",
        "kafka-topics.sh --bootstrap-server k1:9093,k2 | k1:9093 k2:9092",
        "mount -t nfs nas01:/export /mnt               | nas01",
        "openssl s_client -connect mq01:5671           | mq01:5671",
        "logger -n log01 -P 1514 hello                 | log01:1514",
        "/usr/lib/nagios/plugins/check_http -H web01 -p 80 | web01:80",
        "git clone git@git01:x/y.git                   | git01",
        "git show HEAD:file                            | -",
        "docker run redis:7                            | -",
        "chown app:100 /x                              | -",
        "mail -s x ops@corp.example                    | -",
        "publish.sh http://mq01/x mq02:5672 web01.shop.test:80 | mq01:80 mq02:5672? web01.shop.test:80",
        "publish.sh --server mq01 --host=mq02          | mq01? mq02?",
        "echo http://mq01/ done                        | mq01:80?",
        "sudo -u www timeout 10 curl http://mq01       | mq01:80",
        "A=http://mq09 nice -n 19 ssh back01           | back01:22",
        "bash -c \"curl http://mq01; nc mq02 1\"       | mq01:80 mq02:1",
        "su - app -c 'ssh back01'                      | back01:22",
        "test \"$(curl -s http://mq01/x)\" = ok        | mq01:80",
        "x=`ssh back01 date`                           | back01:22",
        "exec 3<>/dev/tcp/mq01/5672                    | mq01:5672",
        "ssh $HOST; curl http://${MQ:-mq01}:1/         | ${HOST}:22 ${MQ:mq01}:1",
        "while ! nc mq01 1; do sleep 1; done           | mq01:1",
        "curl 'http://mq01/a b' > /tmp/mq09 2>&1       | mq01:80",
      })
  void a_command_line_names_hosts(String line, String hosts) {
    assertEquals(
        hosts == null ? "" : hosts, endpoints(CommandLine.of(Scalar.verbatim(line.strip(), 0))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "cd /x && ./run.sh a                     | ./run.sh",
        "[ -x /usr/bin/y ] && /opt/x/run a       | /opt/x/run",
        ". /etc/default/x; python3 -u /opt/x.py  | /etc/default/x /opt/x.py",
        "bash /opt/y.sh mq01                     | /opt/y.sh",
        "java -Xmx1g -jar /opt/x.jar             | /opt/x.jar",
      })
  void a_command_line_runs_files(String line, String files) {
    assertEquals(
        files,
        CommandLine.of(Scalar.verbatim(line.strip(), 0)).files().stream()
            .map(Scalar::value)
            .collect(Collectors.joining(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "amqp-publish -e orders -r new -b x | orders EXCHANGE",
        "amqp-consume --queue=in cat        | in QUEUE",
        "kafka-topics.sh --topic t          | t TOPIC",
      })
  void a_command_line_names_queues(String line, String names) {
    assertEquals(
        names,
        CommandLine.of(Scalar.verbatim(line.strip(), 0)).names().stream()
            .map(named -> named.name().value() + " " + named.kind())
            .collect(Collectors.joining(" ")));
  }

  /** What a word of a command about containers is: a container or service, an image, a variable. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "docker-compose -f x.yml up --build -d web db   | containers:web containers:db",
        "docker compose --profile x run -e A=b --rm web x.sh db | containers:web A:b :db",
        "docker-compose -f x.yml $MORE_FILES run --rm -e A=${B} web | containers:web A:${B}",
        "docker exec -it -u root db01 psql -U shop      | containers:db01",
        "docker run -d --name mq01 --link db01:db -v /x:/y --network n shop/api:2 | containers:mq01"
            + " containers:db01 image:shop/api:2",
        "docker run --add-host=mq01:10.0.0.1 -e DB_HOST=db01 x y | image:x containers:mq01 DB_HOST:db01",
        "docker login -u shop --password s3cr3t hub.shop.test | image:hub.shop.test",
        "docker cp db01:/dump.sql .                     | containers:db01 containers:.",
        "docker network create n                        | ''",
        "docker build -t web .                          | ''",
        "kubectl -n shop port-forward svc/web 80:80     | containers:web",
        "kubectl get service web db -o yaml             | containers:web containers:db",
        "kubectl exec web-0 -c app -- x.sh db           | containers:web-0 :db",
        "oc rollout restart deployment/web              | containers:web",
        "kubectl apply -f web.yaml                      | ''",
      })
  void a_command_line_names_containers(String line, String words) {
    List<String> expected = new java.util.ArrayList<>(List.of(words.split(" ")));
    List<String> found =
        new java.util.ArrayList<>(
            CommandLine.of(Scalar.verbatim(line.strip(), 0)).rest().stream()
                .map(word -> word.option() + ":" + word.text().value())
                .toList());
    expected.removeIf(String::isEmpty);
    java.util.Collections.sort(expected);
    java.util.Collections.sort(found);
    assertEquals(expected, found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "docker run --rm -v $D:/b mongo:3.6 bash -c 'mongodump --host db01 -d x' | db01:27017",
        "docker-compose -p x run --rm web dockerize -wait tcp://mq01:5672 -timeout 9s | mq01:5672",
        "docker exec mq01 curl http://web01/ | web01:80",
        "kubectl exec deploy/web -- curl http://web01:8080/ | web01:8080",
      })
  void a_command_within_a_container_is_read(String line, String hosts) {
    assertEquals(hosts, endpoints(CommandLine.of(Scalar.verbatim(line.strip(), 0))));
  }

  @Property
  void whatever_the_line_each_host_stands_where_it_is_said_to(
      @ForAll
          @Chars({' ', '\'', '"', '$', '{', '}', '(', ')', '`', ':', '/', '@', '-', '=', '\\', '|'})
          @CharRange(from = 'a', to = 'e')
          @StringLength(max = 60)
          String tail) {
    String text = "curl x " + tail;
    for (CommandLine line :
        List.of(
            CommandLine.of(Scalar.verbatim(text, 7)),
            CommandLine.direct(Scalar.verbatim(text, 7)))) {
      for (CommandLine.Found found : line.endpoints()) {
        Endpoint endpoint = found.endpoint();
        int start = found.word().offset(endpoint.start()) - 7;
        int end = found.word().endOffset(endpoint.end()) - 7;
        assertTrue(0 <= start && start < end && end <= text.length(), text);
        assertEquals(found.word().value().charAt(endpoint.start()), text.charAt(start), text);
      }
    }
  }
}
