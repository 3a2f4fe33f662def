package terse.url;

import terse.fault.Fault;
import terse.fault.TerseException;

/** A reason why an input is no URL to shorten, with the words it is told in. */
enum Refusal {
  EMPTY("There is no URL.", "Give an address such as https://example.com/page."),
  RELATIVE(
      "The URL does not say where it starts: it has no scheme.",
      "Put https:// or http:// in front of the host."),
  SCHEME("Only http and https URLs can be shortened.", "Start it with https:// or http://."),
  NO_HOST("The URL names no host.", "Put a host after the //, as in https://example.com/."),
  HOST_CHARACTER(
      "The host holds a character that no host may hold.",
      "Check the part between // and the path."),
  DOMAIN("The host is not a valid domain name (UTS 46).", "Check the spelling of the host."),
  IPV4(
      "The host ends in a number but is not a valid IPv4 address.",
      "Give four numbers from 0 to 255, or a domain name."),
  IPV6(
      "The host is in brackets but is not a valid IPv6 address.",
      "Give an address such as [2001:db8::1]."),
  PORT("The port is not a number from 0 to 65535.", "Correct the port or leave it out."),
  USERINFO(
      "The URL holds a user name or password before the host.",
      "Leave out everything from // up to and including the @."),
  BACKSLASH(
      "The URL holds a backslash, which browsers and servers read differently.",
      "Use / to part a path, or %5C if a backslash is meant."),
  CONTROL(
      "The URL holds a control character such as a line break or a tab.",
      "Remove it, or percent-encode it if it is meant."),
  TOO_LONG("The URL is longer than 8,192 bytes.", "Shorten its path or query."),
  OWN_ADDRESS(
      "The URL is an address of this service, so the link would lead back here.",
      "Give the address the short link itself leads to.");

  private final String happened;
  private final String remedy;

  Refusal(String happened, String remedy) {
    this.happened = happened;
    this.remedy = remedy;
  }

  /** The refusal as a fault: what happened, what was not changed, what to do. */
  TerseException fault() {
    return new TerseException(Fault.INVALID_URL, happened + " Nothing was stored. " + remedy);
  }
}
