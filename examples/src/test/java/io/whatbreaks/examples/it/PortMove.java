package io.whatbreaks.examples.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.whatbreaks.change.Change;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** Another port set by hand in the file of a server, which is started again. */
record PortMove(String machine, String domain, String program, String file, int from, int to)
    implements ByHand {

  @Override
  public Change change() {
    return Change.movePort(machine + "." + domain, from, to);
  }

  @Override
  public Set<String> apply(Company files) throws IOException {
    Set<String> edited = new TreeSet<>();
    files.edit(machine + "/" + file, "(?<=\\bport.{1,3})" + from + "\\b", "" + to, edited);
    assertTrue(edited.size() == 1, edited::toString);
    return edited;
  }

  @Override
  public void make(RunningCompany company) throws IOException, InterruptedException {
    company.restart(machine, program);
  }

  @Override
  public String toString() {
    return program + " of " + machine + "." + domain + " answers on " + to;
  }
}
