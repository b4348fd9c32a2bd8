package io.sunherd.link;

/** Opens devices; always a new object, so that a device that came back is looked up anew. */
@FunctionalInterface
public interface Opener {

  /**
   * Opens a device for this process alone.
   *
   * @throws LinkException where it is missing, held by another process, or forbidden
   */
  Link open(DeviceAddress device) throws LinkException;
}
