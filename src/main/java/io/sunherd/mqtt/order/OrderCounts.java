package io.sunherd.mqtt.order;

/**
 * How many messages came since the start, each in one of these.
 *
 * @param done orders and readings that were taken and done
 * @param refused those that were refused, or failed
 * @param repeated those that came again, and were answered as before
 * @param ignored messages at topics where nothing is taken
 * @param underWay those without their final answer yet
 */
public record OrderCounts(long done, long refused, long repeated, long ignored, int underWay) {}
