using Handler.Protocol;
using Handler.Protocol.Legacy;
using Handler.Protocol.V03;
using Handler.Server.Requests;

namespace Handler.Server.Transports;

/// <summary>The card as it is served: what was registered and mapped, not what somebody once wrote into it. Never two forms in one object.</summary>
internal static class ServedCard
{
    /// <summary>
    /// A card (the extended one too) with the JSON-RPC interface at <paramref name="url"/>, then those of other bindings that the author
    /// named.
    /// </summary>
    public static AgentCard Of(AgentCard card, AgentProfile profile, string url) => card with
    {
        SupportedInterfaces = [At(url, A2AVersions.V1), .. card.SupportedInterfaces.Where(offered => offered.ProtocolBinding != ProtocolBindings.JsonRpc)],
        Capabilities = card.Capabilities with
        {
            Streaming = profile.Streaming,
            PushNotifications = profile.PushNotifications,
            ExtendedAgentCard = profile.AnnouncesExtendedCard,
        },
    };

    /// <summary>The same as clients of 0.3 read it.</summary>
    public static byte[] V03Of(AgentCard card, AgentProfile profile, string url) =>
        V03Json.Write(V03Mapper.FromV1(Of(card, profile, url) with { SupportedInterfaces = [At(url, A2AVersions.V03)] }));

    /// <summary>The same as clients of the legacy dialect read it.</summary>
    public static byte[] LegacyOf(AgentCard card, AgentProfile profile, string url) =>
        LegacyJson.Write(LegacyMapper.FromV1(Of(card, profile, url) with { SupportedInterfaces = [At(url, A2AVersions.V1)] }));

    private static AgentInterface At(string url, string version) =>
        new() { Url = url, ProtocolBinding = ProtocolBindings.JsonRpc, ProtocolVersion = version };
}
