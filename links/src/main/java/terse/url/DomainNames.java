package terse.url;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Domain names in their two forms: A-labels for machines and U-labels for people (UTS 46,
 * nontransitional, as the URL Standard asks). The tables are loaded when a name first needs them;
 * plain ASCII names do not.
 */
final class DomainNames {
  private DomainNames() {}

  /** The A-label form, in lower case. */
  static String toAscii(String name) {
    return isPlain(name) ? name.toLowerCase(Locale.ROOT) : Uts46.toAscii(name);
  }

  /** The U-label form of an A-label name, for display. */
  static String toUnicode(String asciiName) {
    return isPlain(asciiName) ? asciiName : Uts46.toUnicode(asciiName);
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 128 || startsAceLabel(name, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean startsAceLabel(String name, int index) {
    return (index == 0 || name.charAt(index - 1) == '.')
        && name.regionMatches(true, index, "xn--", 0, 4);
  }

  /** Holds the tables, which take about 100 ms to load. */
  private static final class Uts46 {
    private static final IDNA IDN =
        IDNA.getUTS46Instance(
            IDNA.CHECK_BIDI
                | IDNA.CHECK_CONTEXTJ
                | IDNA.NONTRANSITIONAL_TO_ASCII
                | IDNA.NONTRANSITIONAL_TO_UNICODE);

    /** What CheckHyphens and VerifyDnsLength would find; browsers switch both off. */
    private static final Set<IDNA.Error> TOLERATED =
        EnumSet.of(
            IDNA.Error.EMPTY_LABEL,
            IDNA.Error.LABEL_TOO_LONG,
            IDNA.Error.DOMAIN_NAME_TOO_LONG,
            IDNA.Error.LEADING_HYPHEN,
            IDNA.Error.TRAILING_HYPHEN,
            IDNA.Error.HYPHEN_3_4);

    static String toAscii(String name) {
      var info = new IDNA.Info();
      var out = new StringBuilder();
      IDN.nameToASCII(name, out, info);
      if (!TOLERATED.containsAll(info.getErrors())) {
        throw Refusal.DOMAIN.fault();
      }
      return out.toString();
    }

    static String toUnicode(String name) {
      var out = new StringBuilder();
      IDN.nameToUnicode(name, out, new IDNA.Info());
      return out.toString();
    }
  }
}
