package io.sunherd.web.http;

import io.sunherd.request.Problem;
import io.sunherd.request.StrictJson;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.regex.Pattern;

/** The body of a request as JSON. */
public final class JsonBody {
  private static final Pattern TYPES =
      Pattern.compile(
          "(application/(json|x-www-form-urlencoded)|text/plain)"
              + " *(; *charset *= *\"?utf-8\"? *)?",
          Pattern.CASE_INSENSITIVE);

  private JsonBody() {}

  /** Reads a body that must be there, with no other keys than these. */
  public static StrictJson of(RoutingContext context, String... keys) {
    requireType(context);
    return StrictJson.of(Bodies.of(context), keys);
  }

  /** Reads a body that may be missing: then it is an object without keys. */
  public static StrictJson ofAny(RoutingContext context, String... keys) {
    return Bodies.of(context).length() == 0 ? new StrictJson(Map.of()) : of(context, keys);
  }

  /**
   * Accepts the type of JSON, or the default of scripts: curl calls any data a form. It is read as
   * JSON all the same; the gate checks that a browser was not tricked into sending it.
   */
  private static void requireType(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && !TYPES.matcher(type).matches()) {
      throw new Problem(415, "Send JSON, with Content-Type: application/json.");
    }
  }
}
