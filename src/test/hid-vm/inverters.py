#!/usr/bin/env python3
"""inverters.py COUNT SERIALS DIR: virtual inverters (PI30) on a virtual USB host controller (dummy_hcd).

The first COUNT are behind the bridge that Voltronic builds in (FunctionFS): vendor 0665, product
5161, one HID interface with one interrupt IN endpoint; output reports come as SET_REPORT on
endpoint 0, as with the real bridge, and like that it has no USB serial number. The next SERIALS are
serial ports themselves (CDC-ACM). Device N answers QID with 9293200410000N. Logs go to DIR/inverterN.log. DIR/control is a UNIX socket; each connection
carries one line and gets "ok" or "error ...": plug N|all, unplug N|all, mute N on|off, stuck N on|off
(takes no bytes: its bridge does not finish an output report, its serial port does not read).
"""
import os, queue, select, socket, struct, subprocess, sys, threading, time, tty

# Vendor page, 8 bytes in, 8 bytes out, no report numbers.
REPORT_DESCRIPTOR = bytes.fromhex("0600ff0901a101 0901150026ff00750895088102 090295089102c0")
HID_DESCRIPTOR = struct.pack("<BBHBBBH", 9, 0x21, 0x0111, 0, 1, 0x22, len(REPORT_DESCRIPTOR))
GADGETS = "/sys/kernel/config/usb_gadget"
SETUP, ENABLE, DISABLE = 4, 2, 3
REPLIES = {
    "QPI": "PI30",
    "QMOD": "B",
    "QPIGS": "000.0 00.0 230.0 50.0 0322 0221 006 425 52.80 011 100 0040 0016 100.6 52.78 00000 01110110 00 00 00844 010",
    "QPIRI": "230.0 21.7 230.0 50.0 21.7 5000 4000 48.0 46.0 42.0 56.4 54.0 0 10 010 1 0 0 6 01 0 0 54.0 0 1",
}


def crc(data):
    c = 0
    for b in data:
        c ^= b << 8
        for _ in range(8):
            c = ((c << 1) ^ 0x1021) & 0xFFFF if c & 0x8000 else (c << 1) & 0xFFFF
    return bytes(b + 1 if b in b"(\r\n" else b for b in (c >> 8, c & 0xFF))


def put(path, text):
    with open(path, "w") as f:
        f.write(text)


class Inverter:
    function, product = "ffs", "0x5161"

    def __init__(self, n, folder):
        self.n = n
        self.replies = dict(REPLIES, QID="%014d" % (92932004100000 + n))
        self.received = b""
        self.plugged = self.mute = self.stuck = False
        self.plugs = 0                                # a reply never outlives the plug it came by
        self.requests = queue.Queue()
        self.out = open("%s/inverter%d.log" % (folder, n), "a", buffering=1)
        self.gadget = self.describe()
        self.endpoints()
        os.symlink(self.part(), self.gadget + "/configs/c.1/part")
        threading.Thread(target=self.control, daemon=True).start()
        threading.Thread(target=self.answer, daemon=True).start()

    def log(self, *words):
        print("%.3f" % time.monotonic(), *words, file=self.out)

    def part(self):
        return "%s/inverter%d/functions/%s.inverter%d" % (GADGETS, self.n, self.function, self.n)

    def describe(self):
        g = "%s/inverter%d" % (GADGETS, self.n)
        for folder in (g, g + "/strings/0x409", g + "/configs/c.1", self.part()):
            os.mkdir(folder)
        for name, value in {
            "idVendor": "0x0665", "idProduct": self.product, "bcdDevice": "0x0002", "bcdUSB": "0x0110",
            "max_speed": "full-speed", "strings/0x409/manufacturer": "Cypress Semiconductor",
            "strings/0x409/product": "USB to Serial", "configs/c.1/MaxPower": "100",
        }.items():
            put(g + "/" + name, value)
        return g

    def endpoints(self):
        m = "/dev/ffs-inverter%d" % self.n
        os.makedirs(m)
        subprocess.run(["mount", "-t", "functionfs", "inverter%d" % self.n, m], check=True)
        self.ep0 = os.open(m + "/ep0", os.O_RDWR)
        interface = struct.pack("<BBBBBBBBB", 9, 4, 0, 0, 1, 3, 0, 0, 0)
        endpoint = struct.pack("<BBBBHB", 7, 5, 0x81, 3, 8, 12)
        body = interface + HID_DESCRIPTOR + endpoint
        os.write(self.ep0, struct.pack("<IIII", 3, 16 + len(body), 1, 3) + body)
        os.write(self.ep0, struct.pack("<IIII", 2, 16, 0, 0))
        self.ep1 = os.open(m + "/ep1", os.O_RDWR)

    def control(self):
        """Serves endpoint 0: descriptors, and the output reports."""
        waiting = select.poll()
        waiting.register(self.ep0, select.POLLIN)
        while True:
            try:
                waiting.poll()                        # read() would hold the lock that unplugging needs
                event = os.read(self.ep0, 12)
                if event[8] == SETUP:
                    self.setup(*struct.unpack_from("<BBHHH", event))
                elif event[8] in (ENABLE, DISABLE):
                    self.log("enabled" if event[8] == ENABLE else "disabled")
            except OSError as e:                      # the host stalls what it does not know
                self.log("endpoint 0:", e)
                time.sleep(0.02)

    def wait_while_stuck(self):
        while self.stuck:
            time.sleep(0.02)

    def setup(self, kind, request, value, _, length):
        if (kind, request) == (0x21, 9):              # SET_REPORT
            self.wait_while_stuck()
            self.feed(os.read(self.ep0, length))
        elif (kind, request) == (0x81, 6) and value >> 8 in (0x21, 0x22):
            os.write(self.ep0, (REPORT_DESCRIPTOR if value >> 8 == 0x22 else HID_DESCRIPTOR)[:length])
        elif (kind, request) in ((0x21, 0x0A), (0x21, 0x0B)):  # SET_IDLE, SET_PROTOCOL
            os.read(self.ep0, 0)
        elif kind & 0x80:                             # the other direction stalls
            os.read(self.ep0, 0)
        else:
            os.write(self.ep0, b"")

    def feed(self, report):
        self.log("report", report)
        self.received += report
        if b"\r" in self.received:
            request = self.received.split(b"\r")[0].lstrip(b"\0")
            self.received = b""                       # what follows in the report is padding
            self.requests.put((self.plugs, request))

    def answer(self):
        while True:
            plugs, request = self.requests.get()
            if self.mute or plugs != self.plugs:
                continue
            good = len(request) > 2 and crc(request[:-2]) == request[-2:]
            text = b"(" + (self.replies.get(request[:-2].decode("latin-1"), "NAK") if good else "NAK").encode()
            frame = text + crc(text) + b"\r"
            self.log("request", request, "reply", text)
            try:
                self.send(frame)
            except OSError as e:
                self.log("reply not sent:", e)

    def send(self, frame):
        for i in range(0, len(frame), 8):
            os.write(self.ep1, frame[i:i + 8].ljust(8, b"\0"))

    def plug(self):
        if not self.plugged:
            self.received = b""
            self.plugs += 1
            put(self.gadget + "/UDC", "dummy_udc.%d\n" % self.n)
            self.plugged = True
            self.log("plugged")

    def unplug(self):
        if self.plugged:
            self.plugged = False
            put(self.gadget + "/UDC", "\n")
            self.log("unplugged")


class SerialInverter(Inverter):
    """One that is a serial port at USB; its own side of it is /dev/ttyGS0, ..."""

    function, product = "acm", "0x5162"

    def endpoints(self):
        with open(self.part() + "/port_num") as f:
            self.path = "/dev/ttyGS" + f.read().strip()
        self.line = None

    def control(self):
        while True:
            try:
                self.line = os.open(self.path, os.O_RDWR | os.O_NOCTTY)
                tty.setraw(self.line)
                while data := os.read(self.line, 64):
                    self.wait_while_stuck()
                    self.feed(data)
            except OSError as e:                      # it was unplugged
                self.log("line:", e)
            line, self.line = self.line, None
            if line is not None:
                os.close(line)
            time.sleep(0.1)

    def send(self, frame):
        if self.line is not None:
            os.write(self.line, frame)


def obey(inverters, line):
    try:
        words = line.split()
        for inverter in inverters if words[1] == "all" else [inverters[int(words[1])]]:
            if words[0] == "plug":
                inverter.plug()
            elif words[0] == "unplug":
                inverter.unplug()
            elif words[0] in ("mute", "stuck"):
                setattr(inverter, words[0], words[2] == "on")
            else:
                return "error: unknown word " + words[0]
        return "ok"
    except (OSError, ValueError, IndexError) as e:
        return "error: %s" % e


def main():
    count, serials, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    kinds = [Inverter] * count + [SerialInverter] * serials
    inverters = [kind(n, folder) for n, kind in enumerate(kinds)]
    for inverter in inverters:
        inverter.plug()
    server = socket.socket(socket.AF_UNIX)
    server.bind(folder + "/control")
    server.listen()
    while True:
        client, _ = server.accept()
        with client:
            client.sendall((obey(inverters, client.recv(4096).decode()) + "\n").encode())


if __name__ == "__main__":
    main()
