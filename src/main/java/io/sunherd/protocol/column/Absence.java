package io.sunherd.protocol.column;

import java.util.List;

/**
 * A code that also stands for a part that is not fitted: then the word is another one, and its
 * measurements are all 0.
 *
 * @param key the word; its code is {@code KEY_code}
 * @param code the code that is sent in both cases
 * @param word the word for a part that is not there
 * @param zeros what is 0 where it is not there
 */
public record Absence(String key, String code, String word, List<String> zeros)
    implements Inference {

  @Override
  public void draw(Values values) {
    if (code.equals(values.get(key + "_code")) && zeros.stream().allMatch(values::isZero)) {
      values.put(key, word);
    }
  }
}
