package terse.server.redirect;

import static io.netty.handler.codec.http.HttpHeaderNames.ACCEPT;
import static io.netty.handler.codec.http.HttpHeaderNames.EXPECT;
import static io.netty.handler.codec.http.HttpHeaderNames.HOST;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One request, as far as the link listener cares. Lives until it is answered. */
final class LinkRequest {
  private static final AsciiString SEC_GPC = AsciiString.cached("sec-gpc");
  private static final AsciiString DNT = AsciiString.cached("dnt");
  private static final AsciiString SEC_PURPOSE = AsciiString.cached("sec-purpose");
  private static final AsciiString PURPOSE = AsciiString.cached("purpose");
  private static final AsciiString X_MOZ = AsciiString.cached("x-moz");
  private static final String PREFETCH = "prefetch";

  /** A text that no host is spelled like. */
  private static final String NO_HOST = " ";

  final HttpHeaders headers;
  final long startedNanos;
  final boolean isHead;
  final boolean isHttp10;
  final boolean keepAlive;

  /** The host asked for; null if an HTTP/1.0 request names none. */
  final @Nullable String host;

  /** What is asked for; malformed if {@link #refusal} is set. */
  final Target target;

  /** Why the request is refused whatever it asks for, null if it is not. */
  final @Nullable FaultAnswer refusal;

  LinkRequest(HttpRequest http, long startedNanos) {
    this.headers = http.headers();
    this.startedNanos = startedNanos;
    this.isHead = http.method().equals(HttpMethod.HEAD);
    this.isHttp10 = http.protocolVersion().equals(HttpVersion.HTTP_1_0);
    String uri = http.uri();
    int path = startOfPath(uri);
    this.host = path > 0 ? uri.substring(uri.indexOf("//") + 2, path) : soleHost(headers, isHttp10);
    this.target = TargetParser.parse(path > 0 ? uri.substring(path) : uri);
    this.refusal = refusal(http);
    this.keepAlive = !closes(refusal) && HttpUtil.isKeepAlive(http) && !headers.contains(EXPECT);
  }

  /** Where the path begins in the absolute form, which servers must accept (RFC 9112, 3.2.2). */
  private static int startOfPath(String uri) {
    if (uri.startsWith("/")) {
      return 0;
    }
    String start = uri.substring(0, Math.min(uri.length(), 8)).toLowerCase(Locale.ROOT);
    int authority = start.startsWith("http://") ? 7 : start.equals("https://") ? 8 : -1;
    return authority < 0 ? 0 : Math.max(0, uri.indexOf('/', authority));
  }

  /** The one Host header; a text that is no host if there are several or none. */
  private static @Nullable String soleHost(HttpHeaders headers, boolean mayLack) {
    Iterator<? extends CharSequence> hosts = headers.valueCharSequenceIterator(HOST);
    if (!hosts.hasNext()) {
      return mayLack ? null : NO_HOST;
    }
    String host = hosts.next().toString();
    return hosts.hasNext() ? NO_HOST : host;
  }

  private @Nullable FaultAnswer refusal(HttpRequest http) {
    if (http.decoderResult().isFailure()) {
      return switch (http.decoderResult().cause()) {
        case TooLongHttpLineException line -> FaultAnswer.ADDRESS_TOO_LONG;
        case TooLongHttpHeaderException head -> FaultAnswer.HEADERS_TOO_LARGE;
        default -> FaultAnswer.BAD_REQUEST;
      };
    }
    if (!isHttp10 && !http.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
      return FaultAnswer.BAD_REQUEST;
    }
    if (!http.method().equals(HttpMethod.GET) && !isHead) {
      return FaultAnswer.METHOD_NOT_ALLOWED;
    }
    return target instanceof Target.Malformed ? FaultAnswer.BAD_REQUEST : null;
  }

  private static boolean closes(@Nullable FaultAnswer refusal) {
    return refusal != null && refusal != FaultAnswer.METHOD_NOT_ALLOWED;
  }

  /** Whether whoever asks wants a page. */
  boolean acceptsHtml() {
    String accept = headers.get(ACCEPT);
    return accept != null && accept.contains("text/html");
  }

  /** Whether the visitor did not ask to be left unrecognised (Global Privacy Control, DNT). */
  boolean mayRecognise() {
    return !isOne(SEC_GPC) && !isOne(DNT);
  }

  private boolean isOne(AsciiString name) {
    return "1".equals(headers.get(name));
  }

  /** Whether a browser fetches ahead of a visit that may never come. */
  boolean isPrefetch() {
    return isPrefetch(SEC_PURPOSE) || isPrefetch(PURPOSE) || isPrefetch(X_MOZ);
  }

  private boolean isPrefetch(AsciiString name) {
    String value = headers.get(name);
    return value != null && value.regionMatches(true, 0, PREFETCH, 0, PREFETCH.length());
  }
}
