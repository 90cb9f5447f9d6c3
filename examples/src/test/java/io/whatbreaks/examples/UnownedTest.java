package io.whatbreaks.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.whatbreaks.Snapshot;
import io.whatbreaks.WhatBreaks;
import io.whatbreaks.change.Change;
import io.whatbreaks.plan.ChangePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says is nobody's. */
class UnownedTest {
  @TempDir Path root;

  /**
   * "If you omit the owner, no owner is set": <a
   * href="https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#example-of-a-codeowners-file">about
   * code owners</a>.
   */
  @Test
  void what_is_said_to_have_no_owner_is_nobodys() throws IOException {
    Map<String, String> files =
        Map.of(
            "CODEOWNERS", "* @shop/web\n/srv/stray/\n",
            "srv/cart/application.properties", "spring.rabbitmq.host=mq01.shop.test\n",
            "srv/stray/application.properties", "spring.rabbitmq.host=mq01.shop.test\n",
            "db.shop.test", "$ORIGIN shop.test.\n@ IN SOA ns a 1 1 1 1 1\nmq01 IN A 10.0.0.5\n");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Snapshot snapshot = WhatBreaks.scan(root);
    ChangePlan plan =
        ChangePlan.of(
            snapshot.impactOf(Change.renameHost("mq01.shop.test", "rabbit01")), snapshot.world());
    assertEquals("[component:tree/srv/stray]", plan.unowned().toString());
  }
}
