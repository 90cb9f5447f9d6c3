package com.acme.orders;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.scanners.assertion.HardCodedHosts;
import org.junit.jupiter.api.Test;

/** The test of the test: it fails where a host is named, and says where. */
class PlantedHostTest {
  private static final class Planted {
    String url() {
      return "amqp://mq01:5672/orders";
    }
  }

  @Test
  void a_host_that_a_class_names_is_found() {
    AssertionError failure =
        assertThrows(
            AssertionError.class, () -> HardCodedHosts.inClasses(Planted.class).shouldBeAbsent());
    assertTrue(failure.getMessage().contains("names the host mq01"), failure.getMessage());
    assertTrue(failure.getMessage().contains("PlantedHostTest.java:13"), failure.getMessage());
  }
}
