package terse.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class WebUrlTest {
  private static final WebUrl PLAIN =
      new WebUrl(
          "http://example.com/%C3%A9", "example.com", "example.com", "http://example.com/%C3%A9");

  @Test
  void internationalNamesAreShownInBothForms() {
    WebUrl url = WebUrl.parse("https://Bücher.例え.jp:8443/ä?q=ü");

    assertThat(url.href()).isEqualTo("https://xn--bcher-kva.xn--r8jz45g.jp:8443/%C3%A4?q=%C3%BC");
    assertThat(url.asciiHost()).isEqualTo("xn--bcher-kva.xn--r8jz45g.jp");
    assertThat(url.unicodeHost()).isEqualTo("bücher.例え.jp");
    assertThat(url.display()).isEqualTo("https://bücher.例え.jp:8443/%C3%A4?q=%C3%BC");
  }

  @Test
  void plainNamesAreShownAsTheyAre() {
    assertThat(WebUrl.parse("http://Example.com/é")).isEqualTo(PLAIN);
  }

  @Test
  void onlyTheHostOfTheDisplayedFormIsReplaced() {
    assertThat(WebUrl.parse("http://xn--bcher-kva@xn--bcher-kva/xn--bcher-kva").display())
        .isEqualTo("http://xn--bcher-kva@bücher/xn--bcher-kva");
  }

  @Test
  void plainAsciiNamesDoNotNeedTheUnicodeTables() throws Exception {
    URL ours = WebUrl.class.getProtectionDomain().getCodeSource().getLocation();
    try (var withoutIcu =
        new URLClassLoader(new URL[] {ours}, ClassLoader.getPlatformClassLoader())) {
      Method parse = withoutIcu.loadClass(WebUrl.class.getName()).getMethod("parse", String.class);

      assertThat(parse.invoke(null, "http://Example.com/é")).hasToString(PLAIN.toString());
      assertThatExceptionOfType(InvocationTargetException.class)
          .isThrownBy(() -> parse.invoke(null, "http://bücher.example/"))
          .withCauseInstanceOf(NoClassDefFoundError.class);
    }
  }
}
