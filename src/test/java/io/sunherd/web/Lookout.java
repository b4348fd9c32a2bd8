package io.sunherd.web;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** Looks on which parameters of a query the handler of each route asks for. */
final class Lookout {
  private static final Set<String> ASKING = Set.of("get", "getAll", "contains");

  private final Map<String, Set<String>> asked = new ConcurrentHashMap<>();

  /** By route, as the router knows it: {@code GET /api/v1/inverters/:id}. */
  Map<String, Set<String>> asked() {
    return asked;
  }

  Handler<RoutingContext> around(Handler<RoutingContext> handler) {
    return context -> {
      String route = context.request().method() + " " + context.currentRoute().getPath();
      Set<String> names = asked.computeIfAbsent(route, first -> new ConcurrentSkipListSet<>());
      handler.handle(
          proxy(
              RoutingContext.class,
              (proxy, method, arguments) -> {
                Object result = call(context, method, arguments);
                return method.getName().equals("queryParams")
                    ? watched((MultiMap) result, names)
                    : result;
              }));
    };
  }

  private static MultiMap watched(MultiMap params, Set<String> names) {
    return proxy(
        MultiMap.class,
        (proxy, method, arguments) -> {
          if (ASKING.contains(method.getName())) {
            names.add(String.valueOf(arguments[0]));
          }
          return call(params, method, arguments);
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(Lookout.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
