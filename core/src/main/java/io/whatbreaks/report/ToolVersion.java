package io.whatbreaks.report;

/** The version of this library as its jar says. */
final class ToolVersion {
  private ToolVersion() {}

  static String get() {
    String version = ToolVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
