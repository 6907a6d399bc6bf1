namespace Handler.Server.Push;

/// <summary>What an IP address is for. All but <see cref="Public"/> is forbidden by default.</summary>
internal enum AddressClass
{
    Public,
    Unspecified,
    Loopback,
    Private,
    LinkLocal,
    Metadata,
    CarrierNat,
    Benchmark,
    Documentation,
    Multicast,
    Broadcast,
    Reserved,
    UniqueLocal,
    SiteLocal,

    /// <summary>IPv6 that carries an IPv4 address to be reached through a tunnel or a translator.</summary>
    Ipv4InIpv6,
}
