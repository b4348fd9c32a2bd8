package io.sunherd.access;

/**
 * A browser that has logged in.
 *
 * @param user who
 * @param account the account's content at that time; with any other the session is over
 * @param csrf the token that a page has to know to change anything, since cookies come along by
 *     themselves
 */
public record Session(User user, String account, String csrf) {

  /** Whether a request told this session's token; takes the same time however wrong it is. */
  public boolean isMeantBy(String token) {
    return Token.isSame(csrf, token);
  }

  @Override
  public String toString() {
    return "Session[user=" + user + "]";
  }
}
