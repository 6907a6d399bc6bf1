using System.Net;
using System.Net.Sockets;

namespace Handler.Server.Push;

/// <summary>The special-purpose addresses of both families (IANA's registries, RFC 6890), and the addresses where clouds keep secrets.</summary>
internal static class AddressTable
{
    // Looked through from the top: what is narrower stands first.
    private static readonly (IPNetwork Network, AddressClass Class, string Name)[] V4 =
    [
        (IPNetwork.Parse("169.254.169.254/32"), AddressClass.Metadata, "a cloud's metadata address"),
        (IPNetwork.Parse("169.254.170.2/32"), AddressClass.Metadata, "a cloud's metadata address"),
        (IPNetwork.Parse("169.254.170.23/32"), AddressClass.Metadata, "a cloud's metadata address"),
        (IPNetwork.Parse("100.100.100.200/32"), AddressClass.Metadata, "a cloud's metadata address"),
        (IPNetwork.Parse("168.63.129.16/32"), AddressClass.Metadata, "a cloud's metadata address"),
        (IPNetwork.Parse("192.0.0.192/32"), AddressClass.Metadata, "a cloud's metadata address"),
        (IPNetwork.Parse("0.0.0.0/8"), AddressClass.Unspecified, "an unspecified address"),
        (IPNetwork.Parse("10.0.0.0/8"), AddressClass.Private, "a private address"),
        (IPNetwork.Parse("100.64.0.0/10"), AddressClass.CarrierNat, "an address of carrier NAT"),
        (IPNetwork.Parse("127.0.0.0/8"), AddressClass.Loopback, "a loopback address"),
        (IPNetwork.Parse("169.254.0.0/16"), AddressClass.LinkLocal, "a link-local address"),
        (IPNetwork.Parse("172.16.0.0/12"), AddressClass.Private, "a private address"),
        (IPNetwork.Parse("192.0.0.0/24"), AddressClass.Reserved, "a reserved address"),
        (IPNetwork.Parse("192.0.2.0/24"), AddressClass.Documentation, "an address for documentation"),
        (IPNetwork.Parse("192.88.99.0/24"), AddressClass.Reserved, "a reserved address (6to4 relay)"),
        (IPNetwork.Parse("192.168.0.0/16"), AddressClass.Private, "a private address"),
        (IPNetwork.Parse("198.18.0.0/15"), AddressClass.Benchmark, "an address for benchmarks"),
        (IPNetwork.Parse("198.51.100.0/24"), AddressClass.Documentation, "an address for documentation"),
        (IPNetwork.Parse("203.0.113.0/24"), AddressClass.Documentation, "an address for documentation"),
        (IPNetwork.Parse("224.0.0.0/4"), AddressClass.Multicast, "a multicast address"),
        (IPNetwork.Parse("255.255.255.255/32"), AddressClass.Broadcast, "the broadcast address"),
        (IPNetwork.Parse("240.0.0.0/4"), AddressClass.Reserved, "a reserved address"),
    ];

    private static readonly (IPNetwork Network, AddressClass Class, string Name)[] V6 =
    [
        (IPNetwork.Parse("::/128"), AddressClass.Unspecified, "the unspecified address"),
        (IPNetwork.Parse("::1/128"), AddressClass.Loopback, "a loopback address"),
        (IPNetwork.Parse("fd00:ec2::254/128"), AddressClass.Metadata, "a cloud's metadata address"),
        (IPNetwork.Parse("fd20:ce::254/128"), AddressClass.Metadata, "a cloud's metadata address"),
        (IPNetwork.Parse("::/96"), AddressClass.Ipv4InIpv6, "an IPv4 address inside IPv6 (IPv4-compatible)"),
        (IPNetwork.Parse("::ffff:0:0:0/96"), AddressClass.Ipv4InIpv6, "an IPv4 address inside IPv6 (IPv4-translated)"),
        (IPNetwork.Parse("64:ff9b::/96"), AddressClass.Ipv4InIpv6, "an IPv4 address inside IPv6 (NAT64)"),
        (IPNetwork.Parse("64:ff9b:1::/48"), AddressClass.Ipv4InIpv6, "an IPv4 address inside IPv6 (NAT64)"),
        (IPNetwork.Parse("2001::/32"), AddressClass.Ipv4InIpv6, "an IPv4 address inside IPv6 (Teredo)"),
        (IPNetwork.Parse("2002::/16"), AddressClass.Ipv4InIpv6, "an IPv4 address inside IPv6 (6to4)"),
        (IPNetwork.Parse("2001:2::/48"), AddressClass.Benchmark, "an address for benchmarks"),
        (IPNetwork.Parse("2001:db8::/32"), AddressClass.Documentation, "an address for documentation"),
        (IPNetwork.Parse("3fff::/20"), AddressClass.Documentation, "an address for documentation"),
        (IPNetwork.Parse("2001::/23"), AddressClass.Reserved, "a reserved address"),
        (IPNetwork.Parse("fc00::/7"), AddressClass.UniqueLocal, "a unique-local (private) address"),
        (IPNetwork.Parse("fe80::/10"), AddressClass.LinkLocal, "a link-local address"),
        (IPNetwork.Parse("fec0::/10"), AddressClass.SiteLocal, "a site-local address"),
        (IPNetwork.Parse("ff00::/8"), AddressClass.Multicast, "a multicast address"),
    ];

    // Global unicast is all that is handed out; whatever else lies outside is reserved.
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>What <paramref name="address"/> is, and its name in a message. IPv4 mapped into IPv6 (<c>::ffff:a.b.c.d</c>) is that IPv4.</summary>
    public static (AddressClass Class, string Name) Classify(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return Classify(address.MapToIPv4());
        }

        var isV4 = address.AddressFamily == AddressFamily.InterNetwork;
        foreach (var (network, addressClass, name) in isV4 ? V4 : V6)
        {
            if (network.Contains(address))
            {
                return (addressClass, name);
            }
        }

        return isV4 ? (AddressClass.Public, "a public address") : ClassifyUnlistedV6(address);
    }

    /// <summary>The IPv4 address that an address of <see cref="AddressClass.Ipv4InIpv6"/> carries.</summary>
    public static IPAddress EmbeddedV4(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        if (bytes is [0x20, 0x02, ..])
        {
            return new IPAddress(bytes[2..6]);
        }

        if (bytes is [0x20, 0x01, 0, 0, ..])
        {
            // Teredo keeps the client's address inverted.
            return new IPAddress([(byte)~bytes[12], (byte)~bytes[13], (byte)~bytes[14], (byte)~bytes[15]]);
        }

        return new IPAddress(bytes[12..]);
    }

    private static (AddressClass Class, string Name) ClassifyUnlistedV6(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        if (bytes[8..12] is [0x00 or 0x02, 0x00, 0x5e, 0xfe])
        {
            return (AddressClass.Ipv4InIpv6, "an IPv4 address inside IPv6 (ISATAP)");
        }

        return GlobalUnicast.Contains(address) ? (AddressClass.Public, "a public address") : (AddressClass.Reserved, "a reserved address");
    }
}
