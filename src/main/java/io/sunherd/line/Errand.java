package io.sunherd.line;

import io.sunherd.protocol.Setters;
import io.sunherd.protocol.table.Argument;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Request;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request of a command line, in the codes of a dialect.
 *
 * @param dialect what the unit speaks
 * @param text what is sent: an inquiry, a setting, or either in its envelope
 * @param inquiry the inquiry that it is, or null
 */
record Errand(Dialect dialect, String text, @Nullable Request inquiry) {

  /**
   * The request that a line means in a dialect.
   *
   * @throws CommandFailure where that is nothing in a dialect which tells inquiries and settings
   *     apart on the wire
   */
  static Errand of(Dialect dialect, LineRequest question) {
    String text = question.command() == null ? question.name() : question.text();
    Optional<Request> inquiry = dialect.request(text);
    if (inquiry.isPresent()) {
      return new Errand(dialect, inquiry.get().text(), inquiry.get());
    }
    if (text.startsWith("^")) {
      requireCaret(dialect, text);
      requireItsOwnLetter(dialect, text);
    } else if (isCaret(dialect)) {
      requireSetting(dialect, text, question);
    } else {
      requireNoInquiry(dialect, text, question);
    }
    return new Errand(dialect, text, null);
  }

  private static boolean isCaret(Dialect dialect) {
    return dialect.framing().printed("").startsWith("^");
  }

  private static void requireCaret(Dialect dialect, String text) {
    if (!isCaret(dialect)) {
      throw wrong(text + " is a request of PI18 or PI17, but the unit speaks " + dialect.title());
    }
  }

  /**
   * A text that was given with its envelope is sent as it is, unless the envelope is that of the
   * other kind.
   */
  private static void requireItsOwnLetter(Dialect dialect, String text) {
    String bare = Setters.bare(text);
    boolean sets = Setters.isSetting(dialect, bare);
    boolean asks = dialect.request(bare).isPresent();
    if (text.startsWith("^S") && asks && !sets) {
      throw wrong(bare + " is an inquiry of " + dialect.title() + ": it is asked with ^P");
    }
    if (text.startsWith("^P") && sets && !asks) {
      throw wrong(bare + " is a setting of " + dialect.title() + ": it is sent with ^S");
    }
  }

  private static void requireSetting(Dialect dialect, String text, LineRequest question) {
    boolean isSetting = Setters.isMeantAsSetting(dialect, text);
    Inquiry inquiry = dialect.inquiry(String.valueOf(question.command())).orElse(null);
    if (!isSetting && inquiry != null) {
      throw wrong(question.command() + " is an inquiry of " + dialect.title() + takes(inquiry));
    }
    if (!isSetting) {
      throw wrong(
          text
              + " is no inquiry and no setting of "
              + dialect.title()
              + " that this program knows; a whole request (^P..., ^S...) is sent as it stands");
    }
    if (text.equals(question.command()) && !Setters.isSetting(dialect, text) && isCodeAlone(text)) {
      throw wrong(text + " is a setting of " + dialect.title() + ": give it a value with -v");
    }
  }

  /** An inquiry with a value that it does not take is not sent for what it may do as a setting. */
  private static void requireNoInquiry(Dialect dialect, String text, LineRequest question) {
    Inquiry inquiry =
        question.value() == null
            ? null
            : dialect.inquiry(String.valueOf(question.command())).orElse(null);
    if (inquiry != null && !Setters.isMeantAsSetting(dialect, text)) {
      throw wrong(question.command() + " is an inquiry of " + dialect.title() + takes(inquiry));
    }
  }

  private static boolean isCodeAlone(String text) {
    return text.chars().noneMatch(Character::isDigit);
  }

  private static String takes(Inquiry inquiry) {
    Argument argument = inquiry.argument();
    return argument == null
        ? " and takes no value"
        : ": it wants its " + argument.title() + ", as in " + inquiry.code() + argument.example();
  }

  private static CommandFailure wrong(String what) {
    return new CommandFailure(Exit.WRONG_USAGE, what + ".");
  }
}
