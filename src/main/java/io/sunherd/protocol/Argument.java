package io.sunherd.protocol;

import java.util.regex.Pattern;

/**
 * What an inquiry takes after its code.
 *
 * @param title what it is, for people
 * @param form its spelling
 * @param example one that can be shown
 */
public record Argument(String title, Pattern form, String example) {

  static Argument of(String title, String form, String example) {
    return new Argument(title, Pattern.compile(form), example);
  }
}
