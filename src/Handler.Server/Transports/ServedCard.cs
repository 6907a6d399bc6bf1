using Handler.Protocol;
using Handler.Protocol.Legacy;
using Handler.Protocol.V03;
using Handler.Server.Requests;

namespace Handler.Server.Transports;

/// <summary>The card as it is served: what was registered and mapped, not what somebody once wrote into it. Never two forms in one object.</summary>
internal static class ServedCard
{
    /// <summary>
    /// A card (the extended one too) with the interfaces that are served at <paramref name="url"/>, JSON-RPC first, then those of other bindings
    /// that the author named.
    /// </summary>
    public static AgentCard Of(AgentCard card, AgentProfile profile, string url) => card with
    {
        SupportedInterfaces = InterfacesOf(card, profile, url),
        Capabilities = card.Capabilities with
        {
            Streaming = profile.Streaming,
            PushNotifications = profile.PushNotifications,
            ExtendedAgentCard = profile.AnnouncesExtendedCard,
        },
    };

    /// <summary>The same as clients of 0.3 read it.</summary>
    public static byte[] V03Of(AgentCard card, AgentProfile profile, string url) =>
        V03Json.Write(V03Mapper.FromV1(Of(card, profile, url) with { SupportedInterfaces = Served(profile, url, A2AVersions.V03) }));

    /// <summary>The same as clients of the legacy dialect read it, whose configs have no extensions.</summary>
    public static byte[] LegacyOf(AgentCard card, AgentProfile profile, string url) =>
        LegacyJson.Write(LegacyMapper.FromV1(PushDeliveryCard.Without(Of(card, profile, url)) with { SupportedInterfaces = [At(url, A2AVersions.V1)] }));

    private static AgentInterface[] InterfacesOf(AgentCard card, AgentProfile profile, string url)
    {
        var served = Served(profile, url, A2AVersions.V1);
        return [.. served, .. card.SupportedInterfaces.Where(offered => served.All(known => known.ProtocolBinding != offered.ProtocolBinding))];
    }

    private static AgentInterface[] Served(AgentProfile profile, string url, string version) =>
        profile.Rest ? [At(url, version), RestAt(url, version)] : [At(url, version)];

    // Without a slash at its end: paths are appended to it, and not every client looks.
    private static AgentInterface RestAt(string url, string version) =>
        new() { Url = url.TrimEnd('/'), ProtocolBinding = ProtocolBindings.HttpJson, ProtocolVersion = version };

    private static AgentInterface At(string url, string version) =>
        new() { Url = url, ProtocolBinding = ProtocolBindings.JsonRpc, ProtocolVersion = version };
}
