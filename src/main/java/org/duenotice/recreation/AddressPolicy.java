package org.duenotice.recreation;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Which network addresses may be looked at. */
interface AddressPolicy {

    boolean allows(InetAddress address);

    /** Only addresses of the public internet: nothing private, local, shared, reserved or given to documentation. */
    AddressPolicy PUBLIC = address -> {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    };

    private static boolean isPublic4(byte[] bytes) {
        var first = bytes[0] & 0xff;
        var second = bytes[1] & 0xff;
        var third = bytes[2] & 0xff;
        var carrier = first == 100 && second >= 64 && second < 128; // RFC 6598
        var protocol = first == 192 && second == 0; // RFC 6890, RFC 5737
        var relay = first == 192 && second == 88 && third == 99; // RFC 7526
        var benchmark = first == 198 && (second == 18 || second == 19); // RFC 2544
        var documentation = first == 198 && second == 51 && third == 100 || first == 203 && second == 0 && third == 113;
        return first != 0 && first < 240 && !carrier && !protocol && !relay && !benchmark && !documentation;
    }

    /** Global unicast 2000::/3 without tunnels that carry an IPv4 address inside, and without documentation. */
    private static boolean isPublic6(byte[] bytes) {
        var high = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        var next = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        var special = high == 0x2001 && (next < 0x200 || next == 0x0db8) || high == 0x2002 || high == 0x3fff;
        return (bytes[0] & 0xe0) == 0x20 && !special;
    }
}
