package io.sunherd.web.gate;

import io.sunherd.web.http.Authority;
import io.sunherd.web.http.BasePath;
import io.sunherd.web.http.Sent;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Handles every request first: notes how it was sent, and rejects it where its host name may be a
 * stranger's that was made to point here. Liveness is answered under any name.
 */
public final class Doorkeeper implements Handler<RoutingContext> {
  private static final Set<String> FOR_ANYBODY =
      Set.of("/health/live", "/health/ready", "/metrics");

  private final Proxies proxies;
  private final Hosts hosts;
  private final SearchDomains domains;

  /** Trusts these proxies, and accepts these names and the names in these domains. */
  public Doorkeeper(Proxies proxies, Hosts hosts, SearchDomains domains) {
    this.proxies = proxies;
    this.hosts = hosts;
    this.domains = domains;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    Sent sent = proxies.sent(request, BasePath.of(context));
    sent.keep(context);
    if (FOR_ANYBODY.contains(request.path())) {
      context.next();
      return;
    }
    if (!isOne(request)) {
      context.fail(Misdirected.nameless());
      return;
    }
    List<Optional<Authority>> names = sent.names().stream().map(Authority::parse).toList();
    if (names.isEmpty() || names.stream().anyMatch(Optional::isEmpty)) {
      context.fail(Misdirected.nameless());
      return;
    }
    List<String> others =
        names.stream()
            .flatMap(Optional::stream)
            .map(Authority::host)
            .filter(host -> !hosts.takes(host))
            .toList();
    if (others.isEmpty()) {
      context.next();
    } else {
      await(context, others);
    }
  }

  /**
   * Whether there is exactly one Host header: of several, a program on the way may have used any.
   */
  private static boolean isOne(HttpServerRequest request) {
    return request.headers().getAll(HttpHeaders.HOST).size() == 1;
  }

  /** Accepts these names where they are in the search domains of this machine. */
  private void await(RoutingContext context, List<String> others) {
    domains
        .now()
        .onSuccess(
            known -> {
              Optional<String> foreign =
                  others.stream().filter(host -> !Hosts.isBelow(host, known)).findFirst();
              if (foreign.isPresent()) {
                context.fail(Misdirected.foreign(foreign.get()));
              } else {
                context.next();
              }
            });
  }
}
