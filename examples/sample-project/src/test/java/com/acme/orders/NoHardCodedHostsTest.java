package com.acme.orders;

import io.whatbreaks.scanners.assertion.HardCodedHosts;
import org.junit.jupiter.api.Test;

class NoHardCodedHostsTest {
  @Test
  void no_hard_coded_hosts() {
    HardCodedHosts.inPackages("com.acme")
        .allowing("*.acme.com")
        .because("our public sites")
        .shouldBeAbsent();
  }
}
