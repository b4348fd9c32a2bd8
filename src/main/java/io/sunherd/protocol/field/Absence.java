package io.sunherd.protocol.field;

import java.util.List;

/**
 * A code that is also sent for a part that is not fitted: recognised by measurements that are all
 * 0, and then given another word.
 *
 * @param key the word; its code is {@code KEY_code}
 * @param code the code that is sent in both cases
 * @param word the word for a part that is not fitted
 * @param zeros the keys of the measurements that are 0 where it is not fitted
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
