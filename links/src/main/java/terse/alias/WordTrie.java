package terse.alias;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words by their letters, for finding all that begin at one place of a text in one walk. */
final class WordTrie {
  private final @Nullable WordTrie[] next = new @Nullable WordTrie[26];
  private final List<BadWord> words = new ArrayList<>(1);

  void add(BadWord word) {
    WordTrie node = this;
    for (char c : word.folded().toCharArray()) {
      WordTrie child = node.next[c - 'a'];
      if (child == null) {
        child = new WordTrie();
        node.next[c - 'a'] = child;
      }
      node = child;
    }
    node.words.add(word);
  }

  /** The node one letter further, null if no word goes on like that. */
  @Nullable WordTrie step(char folded) {
    return folded >= 'a' && folded <= 'z' ? next[folded - 'a'] : null;
  }

  /** Whether a word ends here. */
  boolean endsWord() {
    return !words.isEmpty();
  }

  /** All words that a folded text begins with, shortest first. */
  Stream<BadWord> wordsAlong(String text) {
    var found = new ArrayList<BadWord>();
    WordTrie node = this;
    for (int i = 0; i < text.length() && node != null; i++) {
      node = node.step(text.charAt(i));
      found.addAll(node == null ? List.of() : node.words);
    }
    return found.stream();
  }
}
