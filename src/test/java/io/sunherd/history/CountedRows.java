package io.sunherd.history;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/** A connection that counts the rows which are taken from it. */
final class CountedRows {
  private CountedRows() {}

  /** The same connection; {@code count[0]} goes up with every row, and with every end of them. */
  static Connection of(Connection connection, int[] count) {
    return around(Connection.class, connection, count);
  }

  private static <T> T around(Class<T> type, Object inner, int[] count) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              count[0] += method.getName().equals("next") ? 1 : 0;
              try {
                Object result = method.invoke(inner, arguments);
                return result instanceof PreparedStatement
                    ? around(PreparedStatement.class, result, count)
                    : result instanceof ResultSet ? around(ResultSet.class, result, count) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
