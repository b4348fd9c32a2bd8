package io.sunherd.setup;

import io.sunherd.access.IpAddress;
import io.sunherd.access.Subnet;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.DeviceAddress.Kind;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** The networks that this machine is in, by its interfaces as they are at the moment. */
final class OwnNetworks {
  private OwnNetworks() {}

  /**
   * Whether a device is on this machine or in one of its networks. A host name counts as outside,
   * since looking it up would ask other servers.
   */
  static boolean have(DeviceAddress device) throws SocketException {
    if (device.kind() != Kind.TCP) {
      return true;
    }
    String host = device.path().substring(0, device.path().lastIndexOf(':'));
    if (host.equals("localhost")) {
      return true;
    }
    InetAddress address = IpAddress.parse(host.replaceFirst("^\\[(.*)]$", "$1"));
    return address != null && all().stream().anyMatch(network -> network.contains(address));
  }

  private static List<Subnet> all() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(one -> one.getInterfaceAddresses().stream())
        .map(OwnNetworks::network)
        .toList();
  }

  private static Subnet network(InterfaceAddress address) {
    return new Subnet(address.getAddress(), address.getNetworkPrefixLength());
  }
}
