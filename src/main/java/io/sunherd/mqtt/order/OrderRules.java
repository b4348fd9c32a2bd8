package io.sunherd.mqtt.order;

/**
 * By what orders are taken.
 *
 * @param base what the topics begin with
 * @param broker where orders come from, for the audit log
 * @param writes whether whoever the broker lets publish may change settings
 */
public record OrderRules(String base, String broker, boolean writes) {}
