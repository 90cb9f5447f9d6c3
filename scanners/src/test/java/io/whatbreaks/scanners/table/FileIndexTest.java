package io.whatbreaks.scanners.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.model.Scope;
import io.whatbreaks.scan.Document;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileIndexTest {
  private final Tables tables = Tables.with(List.of());

  @ParameterizedTest
  @CsvSource({
    "host:web1, etc/nginx/nginx.conf, nginx",
    "host:web1, etc/nginx/conf.d/shop.conf, nginx",
    "host:web1, srv/old/etc/passwd, ''",
    "host:web1, etc/passwd, accounts",
    "host:web1, etc/apache2/sites-enabled/shop.conf, httpd",
    "host:web1, etc/apache2/sites-enabled/000-default, httpd",
    "host:web1, etc/rsyslog.d/90-forward.conf, rsyslog",
    "host:web1, etc/unknown.conf, ''",
    "tree:, roles/proxy/templates/haproxy.cfg.j2, haproxy",
    "tree:, roles/base/files/etc/ssh/ssh_config, ssh",
    "tree:, docs/nginx.md, ''",
    "host:web1, root/.ssh/known_hosts, known_hosts",
    "host:db1, etc/postgresql/15/main/postgresql.conf, postgresql",
  })
  void a_file_is_found_by_its_path(String scope, String path, String software) {
    Scope from = scope.equals("tree:") ? Scope.tree("") : Scope.host("web1");
    Document document = Document.of(path, from, path, "server listen\n");
    assertEquals(software, tables.index().find(document).map(FileIndex.Slot::name).orElse(""));
  }

  @ParameterizedTest
  @CsvSource({
    "'cluster.name: shop', elasticsearch",
    "'kind: Deployment', ''",
    "'- hosts: search', ''",
  })
  void a_file_of_something_else_is_left_to_others(String text, String software) {
    Document document =
        Document.of("elasticsearch.yml", Scope.tree(""), "elasticsearch.yml", text + "\n");
    assertEquals(software, tables.index().find(document).map(FileIndex.Slot::name).orElse(""));
  }

  @ParameterizedTest
  @CsvSource({
    "a/**, a/b, true",
    "a/**, a/b/c, true",
    "a/**, a, false",
    "a/**, x/a/b, false",
    "**/a.conf, a.conf, true",
    "**/a/*.conf, x/a/b.conf, true",
    "**/a/**/*.conf, x/a/b.conf, true",
    "a.conf, x/y/a.conf, true",
    "a?c, abc, true",
    "*a*b*, xaxbx, true",
    "*a*b*, xbxax, false",
  })
  void a_pattern_fits_a_path_from_the_root_of_a_machine(String glob, String path, boolean fits) {
    assertEquals(fits, Glob.of(glob).matches(path.split("/", -1), true));
  }

  @Property
  void a_text_without_wildcards_fits_itself_alone(
      @ForAll @StringLength(min = 1, max = 6) @CharRange(from = 'a', to = 'c') String pattern,
      @ForAll @StringLength(min = 1, max = 6) @CharRange(from = 'a', to = 'c') String text) {
    assertEquals(pattern.equals(text), Glob.fits(pattern, text));
    assertTrue(Glob.fits("*" + pattern + "*", text + pattern + text));
    assertFalse(Glob.fits(pattern + "?", pattern));
  }
}
