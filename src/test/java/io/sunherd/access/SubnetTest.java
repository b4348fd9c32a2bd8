package io.sunherd.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sunherd.suite.PureTests;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@PureTests
class SubnetTest {
  @ParameterizedTest
  @CsvSource({
    "192.168.1.5, 192.168.1.5, true",
    "192.168.1.5, 192.168.1.4, false",
    "192.168.1.0/24, 192.168.1.255, true",
    "192.168.1.77/24, 192.168.1.1, true",
    "192.168.1.0/24, 192.168.2.0, false",
    "172.16.0.0/12, 172.31.255.255, true",
    "172.16.0.0/12, 172.32.0.0, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "10.0.0.0/31, 10.0.0.1, true",
    "10.0.0.0/31, 10.0.0.2, false",
    "::1, ::1, true",
    "::1, ::2, false",
    "fd00::/8, fdff:1::, true",
    "fd00::/8, fe80::1%eth0, false",
    "2001:db8::/33, 2001:db8:7fff::, true",
    "2001:db8::/33, 2001:db8:8000::, false",
    "10.0.0.0/8, ::ffff:10.1.1.1, true",
  })
  void holdsItsAddresses(String subnet, String address, boolean contains) {
    assertEquals(contains, Subnet.parse(subnet).contains(IpAddress.parse(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "hub.lan",
        "localhost",
        "10.0.0.0/33",
        "::/129",
        "10.0.0.0/",
        "10.0.0.0/x",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "10.0.0",
        "010.0.0.1",
        "1.2.3.4 ",
        "[::1]"
      })
  void isNothingElse(String text) {
    assertThrows(IllegalArgumentException.class, () -> Subnet.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"::", "1::", "fe80::1%2", "::ffff:1.2.3.4", "0.0.0.0", "255.255.255.255"})
  void isAnAddress(String text) {
    assertNotNull(IpAddress.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"abc", "a:b:c", ":", ":::", "1.2.3", "1.2.3.4.5", "256.0.0.1", "cafe", "1"})
  void isNone(String text) {
    assertNull(IpAddress.parse(text));
  }
}
