package io.whatbreaks.scanners.spring;

import io.whatbreaks.scanners.table.Scanned;
import org.junit.jupiter.api.Test;

class SpringScannerTest {
  @Test
  void x() {
    Scanned s = Scanned.onHost(new SpringScanner(), "opt/basket/config/application.yml",
        """
        server:
          port: 8081
        spring:
          application:
            name: basket
          datasource:
            url: jdbc:postgresql://${DB_HOST:db01}:5432/basket
            username: mq01
            password: s3cret
          rabbitmq:
            host: ${MQ_HOST}
            port: 5673
            template:
              exchange: orders
              routing-key: orders.new
          data:
            redis:
              sentinel:
                nodes:
                  - redis01:26379
                  - redis02
          kafka:
            bootstrapServers: kafka01,kafka02:9093
          elasticsearch:
            uris: es01:9200,http://es02:9201
          cloud:
            stream:
              bindings:
                input:
                  destination: orders
                  group: basket
            gateway:
              routes:
                - id: x
                  uri: http://web01:8080
          config:
            import: optional:configserver:http://config01:8888
        eureka:
          client:
            serviceUrl:
              defaultZone: http://user:pw@eureka01:8761/eureka,http://eureka02:8761/eureka
        logging:
          pattern:
            console: "%d mq01:80 %m"
        clients:
          orders:
            base-url: https://app01.shop.test:8443/api
          partner: app02
          stock:
            host: ${STOCK_HOST}
          broker: ${mq.host}.${domain}
        legacy: ${LEGACY_URL:http://old01:80/x}
        legacy-url: ${LEGACY_URL:http://old01:80/x}
        ---
        spring:
          config:
            activate:
              on-profile: prod
          rabbitmq:
            addresses: amqp://u:p@mq01:5672,mq02
        """);
    s.facts().forEach(System.out::println);
    s.settings().forEach(System.out::println);
    System.out.println(s.diagnostics());
    s = Scanned.inTree(new SpringScanner(), "shop/src/main/resources/application-prod.properties",
        """
        spring.rabbitmq.addresses=mq01:5672, mq02:5672
        spring.redis.cluster.nodes[0]=r1
        spring.redis.cluster.nodes[1]=r2:7000
        %prod.quarkus.datasource.jdbc.url=jdbc:mysql://db01/x
        mp.messaging.incoming.orders.topic=order.events
        com.acme.Client/mp-rest/url=http://web01/api
        spring.mongodb.host=account-mongodb
        #---
        spring.config.activate.on-profile=eu,us
        my.bare=db01
        spring.ldap.urls=ldap://ldap01 ldap://ldap02:1389
        spring.activemq.broker-url=failover:(tcp://amq01:61616,tcp://amq02:61616)?randomize=false
        spring.data.mongodb.uri=mongodb://u:p@mo1,mo2:27018/x?replicaSet=r
        server.port=${PORT:8080}
        accessTokenUri=http://localhost:8888/uaa
        """);
    s.facts().forEach(System.out::println);
    s.settings().forEach(System.out::println);
    System.out.println(s.diagnostics());
  }
}
