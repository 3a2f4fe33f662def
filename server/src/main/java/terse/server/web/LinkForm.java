package terse.server.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.fault.Violation;
import terse.link.Link;
import terse.link.LinkState;

/**
 * The fields of a link as a person types them, and what is wrong with them.
 *
 * @param tags separated by commas
 * @param expires a date and time in UTC as {@link Moment#input} writes it, empty for never
 * @param visits how often it may be opened, empty for any number
 * @param problem what is wrong with the form as a whole, empty for nothing
 * @param errors what is wrong with fields, by name
 */
record LinkForm(
    String url,
    String alias,
    String title,
    String tags,
    String expires,
    String visits,
    boolean enabled,
    String problem,
    Map<String, String> errors) {
  static final LinkForm EMPTY = new LinkForm("", "", "", "", "", "", true, "", Map.of());

  /** What was sent. */
  static LinkForm sent(Visit visit) {
    return new LinkForm(
        visit.field("url"),
        visit.field("alias"),
        visit.field("title"),
        visit.field("tags"),
        visit.field("expires"),
        visit.field("maxVisits").strip(),
        visit.field("enabled").equals("on"),
        "",
        Map.of());
  }

  /** What a link has. */
  static LinkForm of(Link link) {
    Instant expiry = link.expiresAt();
    return new LinkForm(
        link.target(),
        "",
        link.title() == null ? "" : link.title(),
        String.join(", ", link.tags()),
        expiry == null ? "" : new Moment(expiry).input(),
        link.maxVisits() == null ? "" : link.maxVisits().toString(),
        link.state() == LinkState.ACTIVE,
        "",
        Map.of());
  }

  /** The same with what a refusal says of it. */
  LinkForm refused(TerseException refusal) {
    Map<String, String> wrong =
        refusal.violations().stream()
            .collect(Collectors.toMap(LinkForm::field, LinkForm::sentence, (first, _) -> first));
    if (wrong.isEmpty() && !fieldOf(refusal.fault()).isEmpty()) {
      wrong = Map.of(fieldOf(refusal.fault()), refusal.detail());
    }
    return new LinkForm(
        url,
        alias,
        title,
        tags,
        expires,
        visits,
        enabled,
        wrong.isEmpty() ? refusal.detail() : "",
        Map.copyOf(wrong));
  }

  private static String field(Violation violation) {
    return violation.field().replaceFirst("^/?([a-zA-Z]*).*$", "$1");
  }

  private static String sentence(Violation violation) {
    String detail = violation.detail();
    return detail.isEmpty()
        ? "This is not valid."
        : detail.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + detail.substring(1);
  }

  private static String fieldOf(Fault fault) {
    return switch (fault) {
      case INVALID_URL -> "url";
      case INVALID_ALIAS, ALIAS_TAKEN -> "alias";
      case INVALID_EXPIRY -> "expires";
      default -> "";
    };
  }

  /** What is wrong with a field, null for nothing. */
  @Nullable String error(String field) {
    return errors.get(field);
  }

  /** Whether anything beside the address is filled in or wrong, so that it must be seen. */
  boolean hasDetails() {
    return !(alias + title + tags + expires + visits).isEmpty()
        || errors.keySet().stream().anyMatch(field -> !field.equals("url"));
  }

  /**
   * The limit of visits, null for none.
   *
   * @throws TerseException {@code INVALID_REQUEST} if it is no number
   */
  @Nullable Integer maxVisits() {
    if (visits.isEmpty()) {
      return null;
    }
    if (!visits.matches("\\d{1,10}") || Long.parseLong(visits) > Integer.MAX_VALUE) {
      String rule = "write a whole number from 1 to 1000000000, or nothing.";
      throw new TerseException(
          Fault.INVALID_REQUEST, "maxVisits: " + rule, List.of(new Violation("/maxVisits", rule)));
    }
    return Integer.valueOf(visits);
  }

  List<String> tagList() {
    return Arrays.stream(tags.split(",")).map(String::strip).filter(t -> !t.isEmpty()).toList();
  }

  /**
   * The expiry, null for never.
   *
   * @throws TerseException {@code INVALID_EXPIRY} if it is no time
   */
  @Nullable Instant expiry() {
    if (expires.isEmpty()) {
      return null;
    }
    try {
      return LocalDateTime.parse(expires.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new TerseException(
          Fault.INVALID_EXPIRY, "Write the expiry as a date and a time, such as 2030-12-31 18:00.");
    }
  }
}
