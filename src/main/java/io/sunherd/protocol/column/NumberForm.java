package io.sunherd.protocol.column;

/**
 * How a number is spelled on the wire, as the vendor documents write it: {@code 000.0} is three
 * digits, a dot, one digit; {@code +00000} has a sign in front.
 *
 * @param whole digits before the dot
 * @param fraction digits after the dot; 0 means no dot
 * @param slack how many digits more or less before the dot are accepted
 * @param signed whether a plus or minus may stand in front, and is written there
 */
public record NumberForm(int whole, int fraction, int slack, boolean signed) {

  /** Digits without a sign; one more or less before the dot is accepted. */
  public NumberForm(int whole, int fraction) {
    this(whole, fraction, 1, false);
  }

  /** Reads a pattern; one that starts with {@code =} wants exactly its width. */
  public static NumberForm of(String pattern) {
    if (pattern.startsWith("=")) {
      NumberForm form = of(pattern.substring(1));
      return new NumberForm(form.whole, form.fraction, 0, form.signed);
    }
    if (pattern.startsWith("+")) {
      NumberForm form = of(pattern.substring(1));
      return new NumberForm(form.whole, form.fraction, form.slack, true);
    }
    int dot = pattern.indexOf('.');
    return dot < 0
        ? new NumberForm(pattern.length(), 0)
        : new NumberForm(dot, pattern.length() - dot - 1);
  }

  /** A token without the brackets behind its number: 054(0054) is 54 (QUIRKS V2). */
  static String bare(String token) {
    int bracket = token.endsWith(")") ? token.indexOf('(') : -1;
    return bracket < 0 ? token : token.substring(0, bracket);
  }

  /** Whether the text has this spelling. */
  public boolean fits(String sent) {
    String number = bare(sent);
    boolean sign = signed && (number.startsWith("+") || number.startsWith("-"));
    String text = sign ? number.substring(1) : number;
    int dot = text.indexOf('.');
    int digits = dot < 0 ? text.length() : dot;
    int decimals = dot < 0 ? 0 : text.length() - dot - 1;
    if (decimals != fraction || (dot >= 0 && fraction == 0)) {
      return false;
    }
    return digits >= 1 && Math.abs(digits - whole) <= slack && digitsOnly(text, dot);
  }

  private static boolean digitsOnly(String text, int dot) {
    for (int i = 0; i < text.length(); i++) {
      if (i != dot && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
        return false;
      }
    }
    return true;
  }

  /** The value in this spelling, zero padded; wider where it does not fit. */
  public String write(double value) {
    long power = 1;
    for (int i = 0; i < fraction; i++) {
      power *= 10;
    }
    long scaled = Math.round(Math.abs(value) * power);
    StringBuilder text = new StringBuilder();
    text.append(scaled / power);
    while (text.length() < whole) {
      text.insert(0, '0');
    }
    if (fraction > 0) {
      String decimals = Long.toString(scaled % power);
      text.append('.').append("0".repeat(fraction - decimals.length())).append(decimals);
    }
    boolean minus = value < 0 && scaled != 0;
    return minus ? "-" + text : signed ? "+" + text : text.toString();
  }

  /**
   * The number a token stands for.
   *
   * @return NaN where it is no plain decimal number
   */
  static double read(String sent) {
    String text = bare(sent);
    long digits = 0;
    long power = 1;
    int count = 0;
    boolean dot = false;
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && !dot && count > 0) {
        dot = true;
      } else if (c >= '0' && c <= '9' && ++count <= 15) {
        digits = digits * 10 + (c - '0');
        power = dot ? power * 10 : power;
      } else {
        return Double.NaN;
      }
    }
    if (count == 0 || text.endsWith(".")) {
      return Double.NaN;
    }
    double value = (double) digits / power;
    return text.charAt(0) == '-' ? -value : value;
  }
}
