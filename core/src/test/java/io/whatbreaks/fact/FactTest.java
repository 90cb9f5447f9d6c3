package io.whatbreaks.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import io.whatbreaks.model.SourceLocation;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactTest {
  private static final Evidence AT =
      new Evidence(new SourceLocation("a", 1, 1, 2), "x", "x", "test", "test");

  @ParameterizedTest
  @CsvSource({
    "SINGLE, false, false",
    "ALL, false, false",
    "ANY, true, true",
    "ORDERED, true, true",
    "SPREAD, true, true",
    "ANY_ONCE_FOUND, false, true",
  })
  void a_list_spares_names_or_members(Group.Mode mode, boolean names, boolean members) {
    Group group = new Group("g", mode);
    assertEquals(names, group.sparesNames());
    assertEquals(members, group.sparesMembers());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65536})
  void a_listener_has_a_port(int port) {
    NodeId component = NodeId.component(Scope.host("h"), "c");
    assertThrows(IllegalArgumentException.class, () -> new Fact.Listener(component, port, AT));
  }

  @Test
  void a_reference_means_something() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Fact.Target(Scope.DNS, "x", Set.of(), OptionalInt.empty()));
  }

  @Test
  void of_two_certainties_the_less_sure_counts() {
    assertEquals(Certainty.CERTAIN, Certainty.CERTAIN.and(Certainty.CERTAIN));
    assertEquals(Certainty.POSSIBLE, Certainty.CERTAIN.and(Certainty.POSSIBLE));
    assertEquals(Certainty.POSSIBLE, Certainty.POSSIBLE.and(Certainty.CERTAIN));
  }
}
