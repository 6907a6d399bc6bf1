using Handler.Protocol;
using Handler.Server.Requests;

namespace Handler.Server.Transports;

/// <summary>The card as it is served: what was registered and mapped, not what somebody once wrote into it.</summary>
internal static class ServedCard
{
    /// <summary>The card with the JSON-RPC interface at <paramref name="url"/>, then those of other bindings that the author named.</summary>
    public static AgentCard Of(AgentProfile profile, string url) => profile.Card with
    {
        SupportedInterfaces =
        [
            new AgentInterface { Url = url, ProtocolBinding = ProtocolBindings.JsonRpc, ProtocolVersion = A2AVersions.V1 },
            .. profile.Card.SupportedInterfaces.Where(offered => offered.ProtocolBinding != ProtocolBindings.JsonRpc),
        ],
        Capabilities = profile.Card.Capabilities with
        {
            Streaming = profile.Streaming,
            PushNotifications = profile.PushNotifications,
            ExtendedAgentCard = profile.AnnouncesExtendedCard,
        },
    };
}
