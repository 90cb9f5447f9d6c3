package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.WhatBreaks;
import io.whatbreaks.fact.Certainty;
import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spring Boot 2.7 and 3.5: which properties the one binds and the other does not. */
class SpringBinderIT {
  private static final String ARTIFACT = "org.springframework.boot:spring-boot-autoconfigure:";
  private static final String OWN = "org.springframework.boot.autoconfigure.";
  private static final Version OLD = Judges.version("2.7.18");
  private static final Version NEW = Judges.version("3.5.14");

  @TempDir private static Path scratch;
  private static SpringBinder before;
  private static SpringBinder after;

  @BeforeAll
  static void binders() throws IOException, InterruptedException {
    Path folder = Company.checkout().resolve("examples/target/spring-boot");
    before = new SpringBinder(MavenCentral.classPath(ARTIFACT + OLD, folder));
    after = new SpringBinder(MavenCentral.classPath(ARTIFACT + NEW, folder));
  }

  @AfterAll
  static void close() throws IOException {
    before.close();
    after.close();
  }

  @ParameterizedTest
  @CsvSource({
    "data.redis.RedisProperties, spring.redis.host, cache01",
    "data.redis.RedisProperties, spring.redis.port, 6380",
    "data.redis.RedisProperties, spring.redis.sentinel.master, m",
    "data.redis.RedisProperties, spring.data.redis.host, cache01",
    "cassandra.CassandraProperties, spring.data.cassandra.contact-points, c1",
    "cassandra.CassandraProperties, spring.data.cassandra.keyspace-name, k",
    "cassandra.CassandraProperties, spring.cassandra.keyspace-name, k",
    "web.ServerProperties, server.max-http-header-size, 16KB",
    "web.ServerProperties, server.max-http-request-header-size, 16KB",
    "web.ServerProperties, server.port, 8080",
    "flyway.FlywayProperties, spring.flyway.ignore-missing-migrations, true",
    "flyway.FlywayProperties, spring.flyway.fail-on-missing-locations, true",
    "liquibase.LiquibaseProperties, spring.liquibase.labels, x",
    "liquibase.LiquibaseProperties, spring.liquibase.label-filter, x",
    "elasticsearch.ElasticsearchProperties, spring.elasticsearch.uris, http://e1:9200",
    "neo4j.Neo4jProperties, spring.neo4j.uri, bolt://n1",
    "couchbase.CouchbaseProperties, spring.couchbase.env.ssl.key-store, x",
    "mustache.MustacheProperties, spring.mustache.cache, true",
    "mustache.MustacheProperties, spring.mustache.content-type, text/html",
    "web.servlet.WebMvcProperties, spring.mvc.ignore-default-model-on-redirect, true",
    "jdbc.DataSourceProperties, spring.datasource.url, jdbc:x",
  })
  void a_property_that_only_the_old_version_binds_is_one_that_a_rule_says_is_ignored(
      String owner, String key, String value) throws IOException, ReflectiveOperationException {
    boolean lost = before.binds(OWN + owner, key, value) && !after.binds(OWN + owner, key, value);
    Path root = Files.createDirectories(scratch.resolve(key));
    Files.writeString(root.resolve("application.properties"), key + "=" + value + "\n");
    assertEquals(lost, isSaid(root));
  }

  private static boolean isSaid(Path root) throws IOException {
    return WhatBreaks.scan(root).result().facts().stream()
        .filter(Fact.Requirement.class::isInstance)
        .map(Fact.Requirement.class::cast)
        .filter(needed -> needed.border().software().equals("spring-boot"))
        .filter(needed -> needed.certainty() == Certainty.CERTAIN)
        .filter(needed -> needed.harm() == Fact.Harm.IGNORED)
        .map(needed -> Judges.version(needed.border().since()))
        .anyMatch(since -> OLD.compareTo(since) < 0 && NEW.compareTo(since) >= 0);
  }
}
