package io.whatbreaks.scanners.dns;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The record types that name or address something, and the words of all others. */
enum RecordType {
  A(0, 1),
  AAAA(0, 1),
  CNAME(0, 1),
  DNAME(0, 1),
  /** A CNAME that a server follows itself; several products have it. */
  ALIAS(0, 1),
  ANAME(0, 1),
  /** An address that gdnsd chooses at each question. */
  DYNA(0, 1),
  DYNC(0, 1),
  MX(1, 2),
  SRV(3, 4),
  NS(0, 1),
  PTR(0, 1),
  /** The name of the primary server; its mailbox and five numbers follow. */
  SOA(0, 2),
  SVCB(1, 2),
  HTTPS(1, 2),
  TXT(0, 1),
  SPF(0, 1),
  NAPTR(5, 6),
  KX(1, 2),
  AFSDB(1, 2),
  /** A certificate authority, or where to report (RFC 8659). */
  CAA(2, 3),
  /** RFC 7553. */
  URI(2, 3),
  /** Signs other records, and may stand beside an alias (RFC 4034). */
  SIGNATURE(0, 0),
  /** Names nothing that is looked up as a host. */
  OTHER(0, 0);

  /** The most letters a type has. */
  static final int LONGEST = 10;

  private static final Map<String, RecordType> BY_WORD = new HashMap<>();

  private static final Set<String> OTHERS =
      Set.of(
          "APL",
          "CDNSKEY",
          "CDS",
          "CERT",
          "CSYNC",
          "DHCID",
          "DLV",
          "DNSKEY",
          "DS",
          "EUI48",
          "EUI64",
          "GPOS",
          "HINFO",
          "HIP",
          "IPSECKEY",
          "ISDN",
          "L32",
          "L64",
          "LOC",
          "LP",
          "MB",
          "MD",
          "MF",
          "MG",
          "MINFO",
          "MR",
          "NID",
          "NSAP",
          "NSAP-PTR",
          "NSEC3PARAM",
          "NULL",
          "OPENPGPKEY",
          "PX",
          "RP",
          "RT",
          "SMIMEA",
          "SSHFP",
          "TA",
          "TLSA",
          "WKS",
          "X25",
          "ZONEMD",
          "A6",
          "AVC",
          "DOA",
          "AMTRELAY",
          "RESINFO",
          "WALLET",
          "CLA",
          "IPN");

  private static final Set<String> SIGNATURES =
      Set.of("KEY", "NSEC", "NSEC3", "NXT", "RRSIG", "SIG");

  static {
    for (RecordType type : values()) {
      if (type != OTHER && type != SIGNATURE) {
        BY_WORD.put(type.name(), type);
      }
    }
    SIGNATURES.forEach(word -> BY_WORD.put(word, SIGNATURE));
  }

  private final int nameAt;
  private final int words;

  RecordType(int nameAt, int words) {
    this.nameAt = nameAt;
    this.words = words;
  }

  /** The type a word names, in any letter case. */
  static Optional<RecordType> of(String word) {
    if (word.isEmpty() || word.length() > LONGEST || !Character.isLetter(word.charAt(0))) {
      return Optional.empty();
    }
    RecordType exact = BY_WORD.get(word);
    if (exact != null) {
      return Optional.of(exact);
    }
    String upper = word.toUpperCase(Locale.ROOT);
    RecordType named = BY_WORD.get(upper);
    if (named != null) {
      return Optional.of(named);
    }
    return OTHERS.contains(upper) || isNumbered(upper) ? Optional.of(OTHER) : Optional.empty();
  }

  static boolean isKnown(String word) {
    return of(word).isPresent();
  }

  /** {@code TYPE65534} of RFC 3597. */
  private static boolean isNumbered(String upper) {
    if (!upper.startsWith("TYPE") || upper.length() < 5) {
      return false;
    }
    for (int i = 4; i < upper.length(); i++) {
      if (!Character.isDigit(upper.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Which word of the data is the name or address. */
  int nameAt() {
    return nameAt;
  }

  /** How many words the data has at least. */
  int words() {
    return words;
  }

  /** Whether a record of this type makes its owner a host. */
  boolean makesHost() {
    return switch (this) {
      case A, AAAA, CNAME, ALIAS, ANAME, DYNA, DYNC -> true;
      case DNAME,
          MX,
          SRV,
          NS,
          PTR,
          SOA,
          SVCB,
          HTTPS,
          TXT,
          SPF,
          NAPTR,
          KX,
          AFSDB,
          CAA,
          URI,
          SIGNATURE,
          OTHER ->
          false;
    };
  }

  /** What the rule of a fact is called. */
  String rule() {
    return "zone/" + name().toLowerCase(Locale.ROOT);
  }
}
