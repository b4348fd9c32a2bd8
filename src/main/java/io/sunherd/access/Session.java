package io.sunherd.access;

/**
 * A browser that has logged in.
 *
 * @param user who logged in
 * @param account the account's content at that time; once it differs the session is over
 * @param csrf the token that a page must send to change anything, since browsers send cookies by
 *     themselves
 */
public record Session(User user, String account, String csrf) {

  /** Whether this is the session's CSRF token; takes the same time however wrong it is. */
  public boolean isMeantBy(String token) {
    return Token.isSame(csrf, token);
  }

  @Override
  public String toString() {
    return "Session[user=" + user + "]";
  }
}
