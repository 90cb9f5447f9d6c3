package io.whatbreaks.scanners.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Texts, the leaves of their trees and the problems with their lines. */
final class FormatsTest {

  @Test
  void yaml_damage_costs_only_the_damaged_block() {
    check(
        Format.YAML,
        """
        a: 1
        b:
          c: 2
          d: "x
          e: "y"
        f: 3
        ---
        g: [1, 2
        h: 4
        ---
        i: 5
        """,
        "a=1 | b.c=2 | b.e=y | f=3 | h=4 | i=5",
        "yaml-syntax@4 yaml-syntax@8");
  }

  @Test
  void yaml_with_wrong_indentation_keeps_the_rest() {
    check(
        Format.YAML,
        """
        a:
            b: 1
          c: 2
            d: 3
        e: 4
        """,
        "a.b=1 | e=4",
        "yaml-syntax@3");
  }

  @Test
  void yaml_templates_are_read_around() {
    check(
        Format.YAML,
        """
        {{- if .Values.mq }}
        host: {{ .Values.host }}
        url: http://{{ .Values.host | quote }}:80/{{ x }}
        {% for a in b %}
        "q {{ "x" }}": <%= y %>
        list:
          - {{ a }}
        {{- end }}
        """,
        "host={{ .Values.host }} | url=http://{{ .Values.host | quote }}:80/{{ x }}"
            + " | q {{ \"x\" }}=<%= y %> | list[0]={{ a }}",
        "");
  }

  @Test
  void yaml_templates_in_block_and_folded_scalars_are_read_around() {
    check(
        Format.YAML,
        """
        a: |
          {{ safe_hostname }}
        b: |-
        {{ toYaml .Values.x | indent 4 }}
        c: |
            x
          {{ if y }}
            z {{ y }}
          {{ end }}
        d: the {{ name
          }} is
        """,
        "a={{ safe_hostname }}\\n | b= | c=x\\n\\nz {{ y }}\\n | d=the {{ name }} is",
        "");
  }

  @Test
  void yaml_tabs_are_tolerated() {
    check(Format.YAML, "a:\n\tb: 1\n\tc:\n\t\td: 2\n", "a.b=1 | a.c.d=2", "");
  }

  @Test
  void yaml_duplicate_keys_are_both_kept() {
    check(Format.YAML, "a: 1\na: 2\n", "a=1 | a=2", "");
  }

  @Test
  void yaml_merges_maps_and_own_keys_win() {
    check(
        Format.YAML,
        """
        x: &x {a: 1, b: 2}
        y: &y {b: 3, c: 4}
        z:
          <<: [*x, *y]
          a: own
        w: *x
        """,
        "x.a=1 | x.b=2 | y.b=3 | y.c=4 | z.b=2 | z.c=4 | z.a=own | w.a=1 | w.b=2",
        "");
  }

  @Test
  void an_alias_is_the_node_of_the_anchor() {
    LocatedTree tree = Format.YAML.read("a: &h mq01\nb: *h\n");
    Node.Mapping root = (Node.Mapping) tree.roots().get(0);
    assertEquals(root.get("a"), root.get("b"));
    assertEquals(6, root.get("b").orElseThrow().start());
  }

  @Test
  void yaml_aliases_do_not_expand_without_bound() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 20; i++) {
      String alias = "*a" + (i - 1);
      text.append("a" + i + ": &a" + i + " [" + (alias + ", ").repeat(8) + alias + "]\n");
    }
    LocatedTree tree = Format.YAML.read(text.toString());
    assertEquals("yaml-expansion@6", TreeText.problems(tree, text.toString()));
    assertEquals(true, Leaf.of(tree).size() < 200_000);
  }

  @Test
  void yaml_keeps_what_contains_itself_out() {
    check(Format.YAML, "a: &a [*a, x]\nb: *c\n", "a[0]= | a[1]=x | b=", "yaml-alias@1");
  }

  @Test
  void json_keeps_what_stands_before_damage() {
    check(
        Format.JSON,
        "{\"a\": [1, 'x'], // c\n \"b\": {\"c\": \"d\\n\", },\n \"e\": ~ \"f\": 1}",
        "a[0]=1 | a[1]=x | b.c=d\\n",
        "json-syntax@3");
  }

  @Test
  void json_templates_are_read_around() {
    check(
        Format.JSON,
        "{\"a\": {{ port }}, \"b\": \"{{ host }}\"\n{{ end }}\n}",
        "a={{ port }} | b={{ host }}",
        "");
  }

  @Test
  void properties() {
    check(
        Format.PROPERTIES,
        "a.b=c, \\\n   d\ne\\:f : g\\u0041\n! c\nh i j\nk\n#---\nl=m\n",
        "a.b=c, d | e:f=gA | h=i j | k= | l=m",
        "");
    assertEquals(2, Format.PROPERTIES.read("a=1\n#---\nb=2").roots().size());
  }

  @Test
  void ini() {
    check(
        Format.INI,
        """
        top=1
        [Unit]
        After=a.service b.service
        [Service]
        Environment="A=b" "C=d"
        ExecStart=/bin/x -c "a; b" ; /bin/y \\
        # between
          --host mq01
        ; comment
        [db "main"]
        host: db01  # comment
        hosts =
          a:1
          b:2
        flag
        quoted = "x y" ; c
        """,
        ".top=1 | Unit.After=a.service b.service | Service.Environment=\"A=b\" \"C=d\""
            + " | Service.ExecStart=/bin/x -c \"a; b\" ; /bin/y  --host mq01 | db[0]=main | db[1].host=db01"
            + " | db[1].hosts=a:1\\nb:2 | db[1].flag= | db[1].quoted=x y",
        "");
  }

  @Test
  void env() {
    check(
        Format.ENV,
        "# c\nexport A=mq01 # x\nB=\"x \\\"y\\\"\"\nC='z'\nD=a \\\n b\nE=\nOPTS=-Da=b -Dc=\"d e\"\nif [ x ]; then\n",
        "A=mq01 | B=x \"y\" | C=z | D=a  b | E= | OPTS=-Da=b -Dc=\"d e\"",
        "");
  }

  @Test
  void words() {
    check(
        Format.WORDS,
        "server a \"b c\" # d\nx \\\n  y\nflag\ndon't stop#here\n",
        "server[0]=a | server[1]=b c | x[0]=y | flag= | don't[0]=stop#here",
        "");
  }

  @Test
  void blocks() {
    check(
        Format.BLOCKS,
        """
        user www;
        upstream bus { server mq01:80 weight=2; # c
          server "a b"; }
        location ~ ^/x$ { proxy_pass http://${h}/x; }
        zone "shop.test" { masters { 10.0.0.1; }; /* c */ }; // c
        server { listen {{ port }}; {% if x %} a b; {% endif %} }
        """,
        "user[0]=www | upstream[0]=bus | upstream[1].server[0]=mq01:80"
            + " | upstream[1].server[1]=weight=2 | upstream[1].server[0]=a b | location[0]=~"
            + " | location[1]=^/x$ | location[2].proxy_pass[0]=http://${h}/x | zone[0]=shop.test"
            + " | zone[1].masters[0].10.0.0.1= | server[0].listen[0]={{ port }}"
            + " | server[0].a[0]=b",
        "");
  }

  @Test
  void blocks_that_do_not_close() {
    check(
        Format.BLOCKS,
        "a { b c;\n} }\nd {\n e f;",
        "a[0].b[0]=c | d[0].e[0]=f",
        "stray-brace@2 unclosed-block@3");
  }

  @Test
  void blocks_in_branches_of_a_template_need_not_match() {
    check(
        Format.BLOCKS,
        "{% if a %}\nserver {\n{% else %}\nserver {\n{% endif %}\n listen 80;\n}\n",
        "server[0].server[0].listen[0]=80",
        "");
  }

  @Test
  void hcl() {
    check(
        Format.HCL,
        """
        # c
        resource "dns_record" "mq" {
          for_each = local.hosts // c
          name     = "mq01.${var.domain["x"]}"
          values   = ["10.0.0.1", var.other, ]
          ttl      = lookup(local.ttl, "a", 300)
          nested { a = true ? "b" : "c" }
          tags = {
            "a.b" = "c", d: e
            (f)   = "g"
          }
          made = { for k, v in local.x : k => v }
          text = <<-EOT
            line
            EOT
        }
        variable "empty" {}
        """,
        "resource[0]=dns_record | resource[1]=mq | resource[2].for_each=local.hosts"
            + " | resource[2].name=mq01.${var.domain[\"x\"]} | resource[2].values[0]=10.0.0.1"
            + " | resource[2].values[1]=var.other | resource[2].ttl=lookup(local.ttl, \"a\", 300)"
            + " | resource[2].nested.a=true ? \"b\" : \"c\" | resource[2].tags.a.b=c"
            + " | resource[2].tags.d=e | resource[2].tags.(f)=g"
            + " | resource[2].made={ for k, v in local.x : k => v }"
            + " | resource[2].text=    line\\n | variable[0]=empty",
        "");
  }

  @Test
  void hcl_that_does_not_close() {
    check(
        Format.HCL,
        "a = \"b\n}\nc {\n d = [1\n",
        "a=b | c.d[0]=1",
        "unclosed-quote@1 stray-brace@2 unclosed-block@5");
  }

  @Test
  void sections() {
    check(
        Format.SECTIONS,
        """
        Compression yes
        global
          log /dev/log local0
        backend bus
          server s1 mq01:5672 check
        listen x
        Host bk *.shop.test
          HostName=bk01
          Port = 22
        """,
        "Compression[0]=yes | global[0].log[0]=/dev/log | global[0].log[1]=local0 | backend[0]=bus"
            + " | backend[1].server[0]=s1 | backend[1].server[1]=mq01:5672"
            + " | backend[1].server[2]=check | listen[0]=x | Host[0]=bk | Host[1]=*.shop.test"
            + " | Host[2].HostName[0]=bk01 | Host[2].Port[0]=22",
        "");
  }

  @Test
  void a_leaf_knows_its_keys_and_their_arguments() {
    Leaf leaf = Leaf.of(Format.BLOCKS.read("upstream bus { server mq01:80 weight=2; }")).get(2);
    assertEquals("upstream.server", leaf.path());
    assertEquals(1, leaf.index());
    assertEquals("server", leaf.key().value());
    assertEquals("[mq01:80, weight=2]", leaf.arguments().toString());
    assertEquals("[bus]", leaf.keys().get(0).arguments().toString());
  }

  @Test
  void empty_texts_have_no_document() {
    for (Format format : Format.values()) {
      check(format, "", "", "");
      check(format, "\n  \n", "", "");
    }
  }

  @Test
  void xml_elements_and_attributes_are_keys() {
    check(
        Format.XML,
        """
        <?xml version="1.0"?>
        <!DOCTYPE Server SYSTEM "http://x/y.dtd" [ <!ENTITY db "db01"> ]>
        <s:Server xmlns:s="http://s" port="8005" s:shutdown='S&amp;D'>
          <!-- <Old host="a"/> -->
          <Host>www<!-- x -->.shop</Host>
          <Host name="h">text &db; &lt;</Host>
          <e/>
          <url><![CDATA[ http://a/?b&c ]]></url>
        </s:Server>
        """,
        "Server.port=8005 | Server.shutdown=S&D | Server.Host=www.shop | Server.Host.name=h"
            + " | Server.Host.=text &db; < | Server.e= | Server.url=http://a/?b&c",
        "");
  }

  @Test
  void xml_damage_costs_only_the_damaged_element() {
    check(
        Format.XML,
        """
        <a>
          <b host="mq01" url="x/>
          <c host="mq02">
          <d>mq03</d>
        </b>
        </a>
        <e>5 < 6</e>
        """,
        "a.b.host=mq01 | a.c.host=mq02 | a.c.d=mq03 | e=5 < 6",
        "xml-syntax@2 stray-end-tag@5 unclosed-element@3");
  }

  @Test
  void xml_templates_are_read_around() {
    check(
        Format.XML,
        """
        <a {% if x %}b="{{ "c" }}"{% endif %}>
        <% if y -%>
          <h><%= @host %>:80</h>
        <% end %>
        </a>
        """,
        "a.b={{ \"c\" }} | a.h=<%= @host %>:80",
        "");
  }

  @Test
  void toml_tables_and_arrays_of_tables_are_joined() {
    check(
        Format.TOML,
        """
        title = "t" # c
        [http.services.app.loadBalancer]
        [[http.services.app.loadBalancer.servers]]
        url = 'http://a'
        [[http.services.app.loadBalancer.servers]]
        url = "http://b\\u0031"
        [http.services."x.y"]
        point = { x = 1, y.z = [1, 2] }
        """,
        "title=t | http.services.app.loadBalancer.servers[0].url=http://a"
            + " | http.services.app.loadBalancer.servers[1].url=http://b1"
            + " | http.services.x.y.point.x=1 | http.services.x.y.point.y.z[0]=1"
            + " | http.services.x.y.point.y.z[1]=2",
        "");
  }

  @Test
  void toml_damage_costs_only_the_damaged_statement() {
    check(
        Format.TOML,
        """
        a = 1
        b = "x
        c = [1,
          2
        d = 4
        [t
        e = 5
        [u]
        f = 6 7
        g = 8
        h = [
        """,
        "a=1 | d=4 | e=5 | u.f=6 7 | u.g=8",
        "toml-syntax@2 toml-syntax@5 toml-syntax@6 toml-syntax@12");
  }

  @Test
  void erlang_terms_are_keys_by_their_atoms() {
    check(
        Format.ERLANG,
        """
        %% classic
        [{rabbit, [
           {tcp_listeners, [{"10.0.0.5", 5672}]},
           {cluster_nodes, {['rabbit@mq01', 'rabbit@mq02'], disc}}]},
         {rabbitmq_shovel, [{shovels, [{s, [{source, [{broker, <<"amqp://a">>}]}]}]}]}
        ].
        """,
        "[0]rabbit[0].tcp_listeners[0][0]=10.0.0.5 | [0]rabbit[0].tcp_listeners[0][1]=5672"
            + " | [0]rabbit[1].cluster_nodes[0][0]=rabbit@mq01"
            + " | [0]rabbit[1].cluster_nodes[0][1]=rabbit@mq02"
            + " | [0]rabbit[1].cluster_nodes[1]=disc"
            + " | [1]rabbitmq_shovel[0].shovels[0].s[0].source[0].broker=amqp://a",
        "");
  }

  @Test
  void erlang_damage_costs_only_the_damaged_term() {
    check(
        Format.ERLANG,
        """
        [{a, "mq01},
         {b, [{c, mq02},
         {d, mq03}].
        """,
        "[0]a=mq01 | [1]b[0].c=mq02 | [1]b[1].d=mq03",
        "unclosed-quote@1 unclosed-bracket@2");
  }

  @Test
  void ldif_joins_folded_lines_and_decodes() {
    check(
        Format.LDIF,
        """
        version: 1
        dn: olcDatabase={1}mdb,cn=config
        olcSyncrepl: rid=001
          provider=ldap://ldap01.sh
         op.test
        description:: bXEwMQ==
        jpegPhoto:: /9j/4AAQ
        broken

        dn: cn=b
        ref: ldap://b
        """,
        "version=1 | dn=olcDatabase={1}mdb,cn=config"
            + " | olcSyncrepl=rid=001 provider=ldap://ldap01.shop.test | description=mq01"
            + " | jpegPhoto= | dn=cn=b | ref=ldap://b",
        "ldif-syntax@8");
  }

  @Test
  void ini_sections_of_git_have_a_name_and_mysql_includes() {
    check(
        Format.INI,
        """
        [remote "origin"]
        	url = https://git.shop.test/a.git
        [mysqld]
        !includedir /etc/mysql/conf.d/
        """,
        "remote[0]=origin | remote[1].url=https://git.shop.test/a.git"
            + " | mysqld.!includedir=/etc/mysql/conf.d/",
        "");
  }

  private static void check(Format format, String text, String leaves, String problems) {
    LocatedTree tree = format.read(text);
    assertEquals(leaves, TreeText.leaves(tree));
    assertEquals(problems, TreeText.problems(tree, text));
    assertEquals(java.util.List.of(), TreeText.broken(tree, text));
  }

  @Test
  void leaves_of_some_paths_are_those_of_all() {
    LocatedTree tree =
        Format.YAML.read("a: [{b: 1, c: [x, y]}, {b: 2}]\n\"a.b\": 3\nd: {e: 4}\n---\nz\n");
    List<Leaf> all = Leaf.of(tree);
    assertEquals(
        List.of("a.b", "a.c", "d.e", ""), List.copyOf(Leaf.paths(tree).keySet()), "each once");
    assertEquals(List.of("a", "c"), Leaf.paths(tree).get("a.c"));
    for (Set<String> some : List.of(Set.of("a.b"), Set.of("a.c", "d.e"), Set.of(""), Set.of("x"))) {
      assertEquals(
          all.stream().filter(leaf -> some.contains(leaf.path())).toList(), Leaf.of(tree, some));
    }
  }
}
