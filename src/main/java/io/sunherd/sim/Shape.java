package io.sunherd.sim;

import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.table.Dialect;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of its possible shapes a reply has on one model.
 *
 * @param inquiry the code of the inquiry
 * @param layout the place of the layout among those of the dialect
 * @param columns how many columns are sent, from the first on; 0 is all
 */
record Shape(String inquiry, int layout, int columns) {

  static Shape of(String inquiry, int layout, int columns) {
    return new Shape(inquiry, layout, columns);
  }

  /** The layouts of these inquiries: the dialect's first one whole where no shape is named. */
  static Map<String, Layout> layouts(
      Dialect dialect, List<? extends Collection<String>> inquiries, Shape... shapes) {
    Map<String, Layout> layouts = new HashMap<>();
    for (Collection<String> codes : inquiries) {
      codes.forEach(code -> layouts.put(code, of(code, 0, 0).in(dialect)));
    }
    for (Shape shape : shapes) {
      layouts.put(shape.inquiry, shape.in(dialect));
    }
    return layouts;
  }

  private Layout in(Dialect dialect) {
    Layout whole = dialect.inquiry(inquiry).orElseThrow().layouts().get(layout);
    return columns == 0 ? whole : whole.first(columns);
  }
}
