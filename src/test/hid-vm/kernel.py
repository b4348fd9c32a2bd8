#!/usr/bin/env python3
"""kernel.py KERNEL_DIR VERSION ROOT_DIR INITRD_DIR VMLINUX

Unpacks Debian's compressed kernel (QEMU boots a bare ELF without a decompressor, which is slow
under emulation) and copies the few modules that the virtual machine needs: those for its disk into
the initramfs, in load order, the others into the root file system.
"""
import gzip, lzma, os, shutil, struct, subprocess, sys

BOOT = "virtio_pci virtio_blk crc32c_generic ext4"
LATER = "virtio_console virtio_rng 9pnet_virtio 9p hid hid-generic usbhid cdc-acm dummy_hcd libcomposite usb_f_fs usb_f_acm configfs autofs4"


def bare(image):
    setup = ((image[0x1F1] or 4) + 1) * 512
    start = setup + struct.unpack_from("<I", image, 0x248)[0]
    payload = image[start:start + struct.unpack_from("<I", image, 0x24C)[0]]
    if payload[:6] == b"\xfd7zXZ\0":
        return lzma.LZMADecompressor().decompress(payload)
    if payload[:2] == b"\x1f\x8b":
        return gzip.decompress(payload)
    if payload[:4] == b"\x28\xb5\x2f\xfd":
        return subprocess.run(["zstd", "-dcq"], input=payload[:-4], stdout=subprocess.PIPE).stdout
    sys.exit("The kernel is compressed in a way that kernel.py does not know: %r." % payload[:6])


def in_order(needs, names):
    """The files of the named modules, each after those that it needs; built-in ones have none."""
    files = {os.path.basename(f).split(".ko")[0].replace("-", "_"): f for f in needs}
    out = []

    def add(file):
        for needed in reversed(needs[file]):
            add(needed)
        if file not in out:
            out.append(file)

    for name in names.split():
        if name.replace("-", "_") in files:
            add(files[name.replace("-", "_")])
    return out


def main():
    kernel, version, root, initrd, vmlinux = sys.argv[1:]
    with open("%s/boot/vmlinuz-%s" % (kernel, version), "rb") as f:
        elf = bare(f.read())
    if elf[:4] != b"\x7fELF":
        sys.exit("What came out of the compressed kernel is no ELF file.")
    with open(vmlinux, "wb") as f:
        f.write(elf)
    modules = "lib/modules/" + version
    with open("%s/%s/modules.dep" % (kernel, modules)) as f:
        needs = {line.split(":")[0]: line.split(":")[1].split() for line in f}
    boot, later = in_order(needs, BOOT), in_order(needs, LATER)
    for file in boot + later:
        to = "%s/%s/%s" % (root, modules, file)
        os.makedirs(os.path.dirname(to), exist_ok=True)
        shutil.copy2("%s/%s/%s" % (kernel, modules, file), to)
    for name in ("modules.order", "modules.builtin", "modules.builtin.modinfo"):
        shutil.copy2("%s/%s/%s" % (kernel, modules, name), "%s/%s" % (root, modules))
    os.makedirs(initrd + "/modules")
    for i, file in enumerate(boot):
        shutil.copy2("%s/%s/%s" % (kernel, modules, file), "%s/modules/%02d-%s" % (initrd, i, os.path.basename(file)))


if __name__ == "__main__":
    main()
