package terse.click;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The class of device a user agent header speaks of. */
final class DeviceClass {
  private static final List<String> TVS =
      List.of(
          "smart-tv",
          "smarttv",
          "smart tv",
          "appletv",
          "apple tv",
          "googletv",
          "google tv",
          "android tv",
          "hbbtv",
          "netcast",
          "web0s",
          "webos.tv",
          "bravia",
          "roku",
          "crkey",
          "viera",
          "aquos",
          "; aft",
          "tizen; tv",
          "tv safari");
  private static final List<String> TABLETS =
      List.of(
          "ipad",
          "tablet",
          "kindle",
          "silk/",
          "playbook",
          "sm-t",
          "nexus 7",
          "nexus 9",
          "nexus 10");
  private static final List<String> MOBILES =
      List.of(
          "iphone",
          "ipod",
          "mobi",
          "windows phone",
          "blackberry",
          "bb10",
          "opera mini",
          "kaios",
          "symbian",
          "j2me",
          "midp");
  private static final List<String> DESKTOPS =
      List.of("windows", "macintosh", "mac os x", "x11", "linux", "cros", "bsd");

  private DeviceClass() {}

  static String of(String header, @Nullable String os) {
    String lower = header.toLowerCase(Locale.ROOT);
    if (any(TVS, lower)) {
      return "tv";
    }
    boolean android = lower.contains("android") || "Android".equals(os);
    if (any(TABLETS, lower) || (android && !any(MOBILES, lower))) {
      return "tablet";
    }
    if (android || any(MOBILES, lower)) {
      return "mobile";
    }
    return any(DESKTOPS, lower) ? "desktop" : "other";
  }

  private static boolean any(List<String> words, String header) {
    return words.stream().anyMatch(header::contains);
  }
}
