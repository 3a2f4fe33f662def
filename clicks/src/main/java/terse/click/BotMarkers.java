package terse.click;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words in a user agent header that say a program clicked and no person. */
public final class BotMarkers {
  /** Beyond this nothing is looked at. */
  private static final int LIMIT = 256;

  /** Of programs that look at links unasked: families, then single ones. Lower-case. */
  private static final List<String> UNASKED =
      List.of(
          // what nearly every honest program calls itself
          "bot/",
          "bot;",
          "bot ",
          "bot)",
          "-bot",
          "_bot",
          "crawler",
          "spider",
          "crawling",
          "scraper",
          "slurp",
          "fetcher",
          "monitor",
          "preview",
          "headless",
          "validator",
          "uptime",
          "http://",
          "https://",
          // crawlers
          "googlebot",
          "google-inspectiontool",
          "googleother",
          "google-read-aloud",
          "adsbot",
          "mediapartners-google",
          "feedfetcher",
          "bingbot",
          "bingpreview",
          "msnbot",
          "duckduckbot",
          "baiduspider",
          "yandexbot",
          "yandex.com",
          "applebot",
          "petalbot",
          "bytespider",
          "ahrefs",
          "semrush",
          "mj12bot",
          "dotbot",
          "seznambot",
          "ccbot",
          "gptbot",
          "chatgpt-user",
          "claudebot",
          "perplexitybot",
          "amazonbot",
          "archive.org_bot",
          "ia_archiver",
          "nutch",
          "heritrix",
          // link previews
          "facebookexternalhit",
          "facebot",
          "facebookcatalog",
          "meta-externalagent",
          "slackbot",
          "slack-imgproxy",
          "whatsapp",
          "twitterbot",
          "telegrambot",
          "discordbot",
          "linkedinbot",
          "pinterestbot",
          "redditbot",
          "skypeuripreview",
          "viber",
          "embedly",
          "iframely",
          "mastodon",
          "bluesky",
          "cardyb",
          "snapchat-proxy",
          "vkshare",
          "microsoft office",
          "ms-office",
          "googleimageproxy",
          "yahoomailproxy",
          "outlook-link",
          // monitors and page testers
          "uptimerobot",
          "pingdom",
          "statuscake",
          "site24x7",
          "nagios",
          "zabbix",
          "datadog",
          "newrelicpinger",
          "betteruptime",
          "lighthouse",
          "pagespeed",
          "gtmetrix",
          "w3c_validator",
          "phantomjs",
          "puppeteer",
          "playwright",
          "selenium",
          "headlesschrome",
          "elb-healthchecker",
          "kube-probe",
          "googlehc",
          "blackbox");

  /** Of libraries and command lines, which do what somebody told them. Lower-case. */
  private static final List<String> TOOLS =
      List.of(
          "curl/",
          "libcurl",
          "wget",
          "httpie",
          "python",
          "aiohttp",
          "httpx",
          "go-http-client",
          "java/",
          "java-http-client",
          "apache-httpclient",
          "okhttp",
          "jakarta",
          "reactor-netty",
          "vert.x",
          "node-fetch",
          "axios",
          "undici",
          "got (",
          "superagent",
          "ruby",
          "faraday",
          "guzzle",
          "php/",
          "libwww-perl",
          "lwp-",
          "perl",
          "scrapy",
          "postman",
          "insomnia",
          "restsharp",
          "dart/",
          "reqwest",
          "ureq",
          "hyper/",
          "winhttp",
          "powershell",
          "aria2",
          "nmap",
          "masscan",
          "zgrab",
          "nikto",
          "sqlmap",
          "apachebench",
          "k6/",
          "jmeter",
          "gatling",
          "siege");

  private BotMarkers() {}

  /**
   * Whether whoever sends this user agent header looks at links that nobody follows: previews of
   * chats and mails, crawlers, monitors. Libraries and command lines do not, as far as one can
   * know.
   *
   * @param header null if there was none
   */
  public static boolean fetchUnasked(@Nullable String header) {
    return header != null
        && isUnasked(
            header.substring(0, Math.min(header.length(), LIMIT)).toLowerCase(Locale.ROOT));
  }

  private static boolean isUnasked(String lower) {
    return lower.endsWith("bot") || UNASKED.stream().anyMatch(lower::contains);
  }

  static boolean in(String header) {
    String lower = header.toLowerCase(Locale.ROOT);
    return isUnasked(lower) || TOOLS.stream().anyMatch(lower::contains);
  }
}
