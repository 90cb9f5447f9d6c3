package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server as Debian installs it.
 *
 * @param name what the machine is called
 * @param packages whose files it has
 * @param templates {@code from to}: what the scripts of a package copy when it is installed, from
 *     the root to {@code etc}
 * @param mains its main files of configuration and what those include, below {@code etc}
 */
record DebianServer(
    String name, List<String> packages, List<String> templates, List<String> mains) {

  /** All of them. */
  static List<DebianServer> all() {
    return List.of(
        of(
            "ns1",
            "bind9",
            "",
            "bind/named.conf bind/named.conf.options bind/named.conf.local bind/named.conf.default-zones bind/zones.rfc1918 bind/db.local bind/db.empty default/named"),
        of(
            "web1",
            "nginx-common",
            "",
            "nginx/nginx.conf nginx/sites-available/default nginx/mime.types nginx/fastcgi.conf nginx/proxy_params nginx/snippets/snakeoil.conf"),
        of(
            "web2",
            "apache2",
            "",
            "apache2/apache2.conf apache2/ports.conf apache2/sites-available/000-default.conf apache2/conf-available/security.conf apache2/mods-available/proxy.conf apache2/mods-available/status.conf"),
        of(
            "web3",
            "lighttpd",
            "",
            "lighttpd/lighttpd.conf lighttpd/conf-available/10-proxy.conf lighttpd/conf-available/10-fastcgi.conf"),
        of("lb1", "haproxy", "", "haproxy/haproxy.cfg default/haproxy"),
        of(
            "db1",
            "postgresql-15 postgresql-common",
            "usr/share/postgresql/15/postgresql.conf.sample postgresql/15/main/postgresql.conf;usr/share/postgresql/15/pg_hba.conf.sample postgresql/15/main/pg_hba.conf;usr/share/postgresql/15/pg_ident.conf.sample postgresql/15/main/pg_ident.conf",
            "postgresql/15/main/postgresql.conf postgresql/15/main/pg_hba.conf postgresql/15/main/pg_ident.conf"),
        of(
            "db2",
            "mariadb-server mariadb-common mariadb-client mysql-common",
            "",
            "mysql/mariadb.cnf mysql/mariadb.conf.d/50-server.cnf mysql/mariadb.conf.d/50-client.cnf mysql/mariadb.conf.d/60-galera.cnf mysql/my.cnf.fallback"),
        of(
            "cache1",
            "redis-server redis-sentinel memcached",
            "usr/share/memcached/memcached.conf.default memcached.conf",
            "redis/redis.conf redis/sentinel.conf memcached.conf"),
        of(
            "mq1",
            "rabbitmq-server",
            "usr/share/rabbitmq/rabbitmq-env.conf rabbitmq/rabbitmq-env.conf",
            "rabbitmq/rabbitmq-env.conf default/rabbitmq-server"),
        of("mqtt1", "mosquitto", "", "mosquitto/mosquitto.conf"),
        of(
            "mail1",
            "postfix",
            "usr/share/postfix/main.cf.debian postfix/main.cf;usr/share/postfix/master.cf.dist postfix/master.cf",
            "postfix/main.cf postfix/master.cf"),
        of(
            "mail2",
            "dovecot-core dovecot-imapd",
            "usr/share/dovecot/dovecot.conf dovecot/dovecot.conf;usr/share/dovecot/conf.d dovecot/conf.d",
            "dovecot/dovecot.conf dovecot/conf.d/10-master.conf dovecot/conf.d/10-auth.conf dovecot/conf.d/20-imap.conf"),
        of(
            "mail3",
            "exim4-config",
            "",
            "exim4/exim4.conf.template exim4/conf.d/router/200_exim4-config_primary exim4/conf.d/main/01_exim4-config_listmacrosdefs exim4/passwd.client"),
        of(
            "ssh1",
            "openssh-server openssh-client sudo",
            "usr/share/openssh/sshd_config ssh/sshd_config",
            "ssh/sshd_config ssh/ssh_config sudoers"),
        of(
            "dhcp1",
            "isc-dhcp-server isc-dhcp-client",
            "",
            "dhcp/dhcpd.conf dhcp/dhcpd6.conf dhcp/dhclient.conf"),
        of(
            "dhcp2",
            "kea-dhcp4-server kea-ctrl-agent",
            "",
            "kea/kea-dhcp4.conf kea/kea-ctrl-agent.conf"),
        of(
            "dns2",
            "dnsmasq unbound",
            "",
            "dnsmasq.conf default/dnsmasq unbound/unbound.conf unbound/unbound.conf.d/root-auto-trust-anchor-file.conf"),
        of(
            "dns3",
            "nsd knot pdns-server pdns-recursor",
            "",
            "nsd/nsd.conf knot/knot.conf powerdns/pdns.conf powerdns/recursor.conf"),
        of("proxy1", "squid", "", "squid/squid.conf squid/conf.d/debian.conf"),
        of(
            "time1",
            "chrony ntpsec",
            "usr/share/chrony/chrony.conf chrony/chrony.conf",
            "chrony/chrony.conf ntpsec/ntp.conf"),
        of("log1", "rsyslog syslog-ng-core", "", "rsyslog.conf syslog-ng/syslog-ng.conf"),
        of(
            "nas1",
            "nfs-kernel-server nfs-common samba-common samba",
            "usr/share/nfs-common/conffiles/nfs.conf nfs.conf;usr/share/nfs-common/conffiles/idmapd.conf idmapd.conf;usr/share/nfs-kernel-server/conffiles/etc.exports exports;usr/share/samba/smb.conf samba/smb.conf",
            "exports nfs.conf idmapd.conf samba/smb.conf"),
        of(
            "ldap1",
            "slapd libldap-common nslcd",
            "",
            "ldap/ldap.conf default/slapd ldap/schema/core.ldif"),
        of(
            "ha1",
            "keepalived corosync pacemaker",
            "",
            "corosync/corosync.conf default/corosync default/keepalived"),
        of(
            "mon1",
            "prometheus prometheus-alertmanager prometheus-node-exporter",
            "",
            "prometheus/prometheus.yml prometheus/alertmanager.yml default/prometheus"),
        of(
            "mon2",
            "nagios4-common nagios-nrpe-server munin munin-node",
            "",
            "nagios4/nagios.cfg nagios4/objects/localhost.cfg nagios/nrpe.cfg munin/munin.conf munin/munin-node.conf"),
        of(
            "mon3",
            "snmpd collectd-core zabbix-agent icinga2-common",
            "usr/share/zabbix-agent/zabbix_agentd.conf zabbix/zabbix_agentd.conf",
            "snmp/snmpd.conf zabbix/zabbix_agentd.conf icinga2/icinga2.conf icinga2/zones.conf"),
        of(
            "ftp1",
            "vsftpd proftpd-core",
            "usr/share/proftpd/templates proftpd",
            "vsftpd.conf proftpd/proftpd.conf proftpd/sql.conf proftpd/modules.conf"),
        of(
            "vpn1",
            "strongswan-starter strongswan-swanctl strongswan-charon libstrongswan",
            "",
            "ipsec.conf ipsec.secrets strongswan.conf strongswan.d/charon.conf swanctl/swanctl.conf"),
        of(
            "rad1",
            "freeradius-config",
            "",
            "freeradius/3.0/radiusd.conf freeradius/3.0/clients.conf freeradius/3.0/proxy.conf freeradius/3.0/sites-available/default freeradius/3.0/mods-available/ldap freeradius/3.0/mods-available/sql"),
        of(
            "app1",
            "tomcat10 php8.2-fpm fail2ban",
            "usr/share/tomcat10/etc tomcat10",
            "tomcat10/server.xml tomcat10/context.xml tomcat10/catalina.properties php/8.2/fpm/php-fpm.conf php/8.2/fpm/pool.d/www.conf fail2ban/jail.conf fail2ban/fail2ban.conf"),
        of(
            "pool1",
            "pgbouncer pgpool2 varnish stunnel4",
            "usr/share/pgpool2/pgpool.conf pgpool2/pgpool.conf",
            "pgbouncer/pgbouncer.ini pgpool2/pgpool.conf pgpool2/pool_hba.conf varnish/default.vcl"),
        of(
            "pup1",
            "puppet-agent cron logrotate systemd",
            "",
            "puppet/puppet.conf puppet/hiera.yaml logrotate.conf systemd/system.conf systemd/logind.conf"),
        of("misc1", "xinetd monit", "", "xinetd.conf xinetd.d/time monit/monitrc"));
  }

  private static DebianServer of(String name, String packages, String templates, String mains) {
    return new DebianServer(name, split(packages, " "), split(templates, ";"), split(mains, " "));
  }

  private static List<String> split(String text, String separator) {
    return text.isEmpty() ? List.of() : List.of(text.split(separator, -1));
  }

  /** Gets the packages that are not there yet. */
  static void download(Path cache) throws IOException, InterruptedException {
    Files.createDirectories(cache);
    List<String> command = new ArrayList<>(List.of("apt-get", "download", "-q"));
    for (DebianServer server : all()) {
      for (String wanted : server.packages) {
        if (archives(cache, wanted).isEmpty()) {
          command.add(wanted);
        }
      }
    }
    if (command.size() > 3) {
      Ran.of(600, new ProcessBuilder(command).directory(cache.toFile())).succeeded();
    }
  }

  private static List<Path> archives(Path cache, String wanted) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> archives = Files.newDirectoryStream(cache, wanted + "_*.deb")) {
      archives.forEach(found::add);
    }
    return found;
  }

  /** Lays its files of configuration under {@code root}, with its name. */
  void install(Path cache, Path scratch, Path root) throws IOException, InterruptedException {
    Path etc = Files.createDirectories(root.resolve("etc"));
    for (String wanted : packages) {
      Path files = unpacked(archives(cache, wanted).get(0), scratch.resolve(wanted));
      copy(files.resolve("etc"), etc);
      for (String template : templates) {
        String[] fromTo = template.split(" ", -1);
        copy(files.resolve(fromTo[0]), etc.resolve(fromTo[1]));
      }
    }
    Files.writeString(etc.resolve("hostname"), name + "\n");
    Files.writeString(etc.resolve("resolv.conf"), "search shop.test\nnameserver 10.1.0.1\n");
    for (String main : mains) {
      Path file = etc.resolve(main);
      assertTrue(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS), file::toString);
    }
  }

  /** The files of a package, without its programs and what is written about them. */
  private static Path unpacked(Path archive, Path folder) throws IOException, InterruptedException {
    if (!Files.exists(folder)) {
      Files.createDirectories(folder);
      String command =
          "set -o pipefail; dpkg-deb --fsys-tarfile \"$0\" | tar -x -C \"$1\" --exclude=./usr/bin"
              + " --exclude=./usr/sbin --exclude=./usr/lib --exclude=./lib --exclude=./bin"
              + " --exclude=./sbin --exclude=./var --exclude=./usr/share/doc"
              + " --exclude=./usr/share/man --exclude=./usr/share/locale";
      Ran.of(60, List.of("bash", "-c", command, archive.toString(), folder.toString())).succeeded();
    }
    return folder;
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(from)) {
      return;
    }
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
