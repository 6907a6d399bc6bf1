using Handler.Protocol;
using Handler.Server.Requests;

namespace Handler.Server.Transports;

/// <summary>The card as it is served: what was registered and mapped, not what somebody once wrote into it.</summary>
internal static class ServedCard
{
    /// <summary>
    /// A card (the extended one too) with the JSON-RPC interface at <paramref name="url"/>, then those of other bindings that the author
    /// named.
    /// </summary>
    public static AgentCard Of(AgentCard card, AgentProfile profile, string url) => card with
    {
        SupportedInterfaces =
        [
            new AgentInterface { Url = url, ProtocolBinding = ProtocolBindings.JsonRpc, ProtocolVersion = A2AVersions.V1 },
            .. card.SupportedInterfaces.Where(offered => offered.ProtocolBinding != ProtocolBindings.JsonRpc),
        ],
        Capabilities = card.Capabilities with
        {
            Streaming = profile.Streaming,
            PushNotifications = profile.PushNotifications,
            ExtendedAgentCard = profile.AnnouncesExtendedCard,
        },
    };
}
