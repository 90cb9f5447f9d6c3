package io.whatbreaks.scanners.systemd;

import io.whatbreaks.scanners.table.Scanned;
import io.whatbreaks.scanners.cron.*;
import io.whatbreaks.scanners.env.*;
import org.junit.jupiter.api.Test;

class SystemdScannerTest {
  @Test
  void x() {
    Scanned s = Scanned.onHost(new SystemdScanner(), "etc/systemd/system/basket.service",
        """
        [Unit]
        Description=basket on mq01
        After=network-online.target mq.service
        Requires=postgresql.service redis.service
        Wants=proxy.service

        [Service]
        User=mq01
        EnvironmentFile=-/etc/default/basket
        EnvironmentFile=/etc/environment.d/*.env
        Environment="SPRING_RABBITMQ_HOST=mq01" SPRING_RABBITMQ_PORT=5673 'PEER=app02:7000'
        Environment=UPSTREAM=http://app01:8080/x JAVA_OPTS=-Dmq.host=mq03
        WorkingDirectory=/opt/basket
        ExecStart=/usr/bin/java -Xmx512m -Ddb.host=${DB_HOST} -Dspring.redis.host=redis01 \\
          -jar /opt/basket/lib/basket.jar --spring.rabbitmq.addresses=mq01,mq02:5673 \\
          --spring.config.additional-location=/etc/basket/
        ExecStartPre=/bin/sh -c 'until nc -z mq01 5672; do sleep 1; done'
        ExecStartPost=/usr/local/bin/announce http://app03:80/x?a=1&b=2 db01:5432 word --config=/etc/basket/b.yml
        Restart=always

        [Install]
        WantedBy=multi-user.target
        bogus
        """);
    s.facts().forEach(System.out::println);
    s.settings().forEach(System.out::println);
    System.out.println(s.diagnostics());
    s = Scanned.onHost(new EnvScanner(), "etc/default/basket",
        """
        # c
        OPTS=-Xmx512m
        PEER="cache01:7800"
        DB_HOST=db01
        SPRING_DATASOURCE_URL=jdbc:postgresql://db01:5432/x
        DB_PASSWORD=secret
        JAVA_OPTS="-Dspring.rabbitmq.host=mq01 -Dx=y"
        AMQP=amqp://u:p@mq01/x
        REDIS_HOST=redis01
        """);
    s.facts().forEach(System.out::println);
    s.settings().forEach(System.out::println);
    System.out.println(s.diagnostics());
    s = Scanned.onHost(new CronScanner(), "etc/cron.d/backup",
        """
        # c
        MAILTO=ops@corp.example
        SHELL=/bin/bash
        MQ_HOST=mq01
        17 3 * * * root rsync -a -e "ssh -p 22" /srv/ rsync://back01/backup/x/
        */5 * * * 1-5 deploy curl -fsS -o /dev/null http://mq01:15672/api/health && echo ok
        @daily root pg_dump -h db01 -p 6432 -U mq01 basket | ssh -i /k deploy@back01.shop.test "cat > /x/$(date +%F)"
        0 4 * * * root /usr/local/bin/publish.sh --server mq02 orders
        1 1 * * Mon root scp /x user@web01:/var/www/ ; mysql -hdb02 -e 'select 1' ; redis-cli -h $REDIS_HOST -a secret ping
        2 2 * * * root amqp-publish --server=mq01 -e orders -r new -b hi ; rabbitmqctl -n rabbit@mq03 list_queues
        3 3 * * * root [ -x /usr/sbin/x ] && test -d /y && nice -n 19 timeout 10 bash -c "exec 3<>/dev/tcp/mq05/5672; wget -q https://${MQ_HOST:-mq04}:8443/"
        4 4 * * * root docker run redis:7 ; chown app:100 /x ; mail -s x ops@corp.example
        nonsense
        """);
    s.facts().forEach(System.out::println);
    s.settings().forEach(System.out::println);
    System.out.println(s.diagnostics());
  }
}
