package io.whatbreaks.examples.it;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeoutException;

/**
 * The applications of one machine, with the drivers that Spring Boot gives them, in one Java
 * machine. Told line by line: {@code start NAME}, {@code use NAME}, and {@code broker ADDRESS} for
 * a broker itself, are answered by {@code ok TARGET} or {@code failed WHY}.
 *
 * <p>A broker's connection is made at the start and kept, and made again at the next use after it
 * was lost, as Spring's factory does. A pool renews its database connections all the time, without
 * any restart: here, at each use.
 */
final class Applications {
  private final Map<String, Connection> connections = new HashMap<>();

  private Applications() {}

  public static void main(String[] arguments) throws IOException {
    // Neither what was found nor what was not is kept: the caches have ended.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    Applications applications = new Applications();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      System.out.println(applications.answer(words[0], words[1]));
      System.out.flush();
    }
  }

  private String answer(String command, String name) {
    try {
      if (command.equals("broker")) {
        return "ok " + broker(name);
      }
      Properties properties = new Properties();
      Path file = Path.of("/srv", name, "application.properties");
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
      if (properties.containsKey("spring.datasource.url")) {
        return "ok " + ask(properties);
      }
      if (command.equals("start")) {
        close(name);
      }
      return "ok " + send(name, properties);
    } catch (IOException | SQLException | TimeoutException | RuntimeException e) {
      return "failed " + e.toString().replaceAll("\\s+", " ");
    }
  }

  private void close(String name) {
    Connection connection = connections.remove(name);
    if (connection != null) {
      connection.abort(1000);
    }
  }

  private String send(String name, Properties properties) throws IOException, TimeoutException {
    Connection connection = connections.get(name);
    if (connection == null || !connection.isOpen()) {
      connection = connect(properties);
      connections.put(name, connection);
    }
    Channel channel = connection.createChannel();
    channel.queueDeclarePassive("orders");
    channel.abort();
    return name(connection);
  }

  private static String broker(String address) throws IOException, TimeoutException {
    Properties properties = new Properties();
    properties.setProperty("spring.rabbitmq.virtual-host", "shop");
    properties.setProperty("spring.rabbitmq.username", "orders");
    properties.setProperty("spring.rabbitmq.password", "s3cr3t-orders");
    properties.setProperty("spring.rabbitmq.host", address);
    Connection connection = connect(properties);
    connection.abort(1000);
    return name(connection);
  }

  /** What the broker calls itself. */
  private static String name(Connection connection) {
    return connection.getServerProperties().get("cluster_name").toString();
  }

  private static Connection connect(Properties properties) throws IOException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setVirtualHost(properties.getProperty("spring.rabbitmq.virtual-host"));
    factory.setUsername(properties.getProperty("spring.rabbitmq.username"));
    factory.setPassword(properties.getProperty("spring.rabbitmq.password"));
    factory.setAutomaticRecoveryEnabled(false);
    factory.setConnectionTimeout(3000);
    String host = properties.getProperty("spring.rabbitmq.host", "");
    String port = properties.getProperty("spring.rabbitmq.port", "5672");
    String addresses = properties.getProperty("spring.rabbitmq.addresses", host + ":" + port);
    return factory.newConnection(Address.parseAddresses(addresses));
  }

  private static String ask(Properties properties) throws SQLException {
    try (java.sql.Connection connection =
            DriverManager.getConnection(
                properties.getProperty("spring.datasource.url"),
                properties.getProperty("spring.datasource.username"),
                "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM self")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
