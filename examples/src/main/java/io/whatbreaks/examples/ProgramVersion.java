package io.whatbreaks.examples;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} shows. */
final class ProgramVersion implements IVersionProvider {
  ProgramVersion() {}

  @Override
  public String[] getVersion() {
    String version = WhatBreaksCommand.class.getPackage().getImplementationVersion();
    return new String[] {"whatbreaks " + (version == null ? "development" : version)};
  }
}
