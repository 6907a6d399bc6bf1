using System.Text.Json;
using Handler.Client.Cards;
using Handler.Client.Http;
using Handler.Client.JsonRpc;
using Handler.Client.Rest;
using Handler.Protocol;
using Handler.Protocol.Legacy;
using Handler.Protocol.V03;

namespace Handler.Client.Transports;

/// <summary>What a client has to know of each dialect beside its calls: its cards, and where it is spoken.</summary>
internal static class Dialects
{
    /// <summary>The transport for an interface.</summary>
    public static IAgentTransport Open(AgentHttp http, ChosenInterface chosen) => chosen.Protocol switch
    {
        WireFormat.V1 when chosen.Binding == ProtocolBindings.HttpJson => new RestTransport(new RestCaller(http, chosen.Url, RestTransport.Dialect)),
        WireFormat.V1 => new V1Transport(new JsonRpcCaller(http, chosen.Url, V1Transport.Dialect)),
        WireFormat.V03 when chosen.Binding == ProtocolBindings.HttpJson =>
            new V03RestTransport(new RestCaller(http, chosen.Url, V03RestTransport.DialectOf(http.Options))),
        WireFormat.V03 => new V03Transport(new JsonRpcCaller(http, chosen.Url, V03Transport.DialectOf(http.Options))),
        WireFormat.Legacy => new LegacyTransport(new JsonRpcCaller(http, chosen.Url, LegacyTransport.Dialect)),
        _ => throw new ArgumentOutOfRangeException(nameof(chosen), chosen.Protocol, "There is no such dialect."),
    };

    /// <summary>The bindings that a dialect is spoken over here.</summary>
    public static IReadOnlyList<string> BindingsOf(WireFormat protocol) =>
        protocol == WireFormat.Legacy ? [ProtocolBindings.JsonRpc] : [ProtocolBindings.JsonRpc, ProtocolBindings.HttpJson];

    /// <summary>What <c>A2A-Version</c> says; <c>null</c> = it is not sent.</summary>
    public static string? VersionOf(WireFormat protocol) => protocol switch
    {
        WireFormat.V1 => A2AVersions.V1,
        WireFormat.V03 => A2AVersions.V03,
        // With any version the methods that both older dialects have would be taken for the other's.
        _ => null,
    };

    /// <summary>The paths of cards, the one of the dialect that was asked for first.</summary>
    public static IReadOnlyList<string> CardPaths(WireFormat? asked) => asked == WireFormat.Legacy
        ? [.. WellKnownPaths.AgentCardsOfAllVersions.Reverse()]
        : WellKnownPaths.AgentCardsOfAllVersions;

    /// <summary>The dialect of a card by the one field that it alone has; 1.0 for what is no card at all.</summary>
    public static WireFormat ProtocolOfCard(byte[] utf8)
    {
        try
        {
            var card = JsonElement.Parse(utf8);
            return card.ValueKind != JsonValueKind.Object || Has(card, "supportedInterfaces") || Has(card, "supported_interfaces") ? WireFormat.V1
                : Has(card, "url") ? WireFormat.V03
                : Has(card, "interfaces") ? WireFormat.Legacy
                : WireFormat.V1;
        }
        catch (JsonException)
        {
            return WireFormat.V1;
        }
    }

    /// <summary>Reads a card.</summary>
    /// <exception cref="JsonException">It is none of that dialect.</exception>
    public static AgentCard ReadCard(byte[] utf8, WireFormat protocol) => protocol switch
    {
        WireFormat.V03 => V03Mapper.ToV1(V03Json.Read<V03AgentCard>(utf8)),
        WireFormat.Legacy => LegacyJson.Read<LegacyAgentCard>(utf8) is { Interfaces.Count: > 0 } card
            ? LegacyMapper.ToV1(card)
            : throw new JsonException("interfaces needs at least one element, found an empty list."),
        _ => A2AJson.Read<AgentCard>(utf8),
    };

    /// <summary>The dialects that the interfaces of a card may speak, the preferred one first.</summary>
    public static IReadOnlyList<WireFormat> OfCard(WireFormat card) => card switch
    {
        WireFormat.V1 => [WireFormat.V1, WireFormat.V03],
        var same => [same],
    };

    /// <summary>Whether an interface speaks a dialect. By A2A 1.0 patch numbers play no part, and some cards give them.</summary>
    public static bool IsSpokenBy(AgentInterface offer, WireFormat card, WireFormat protocol) => protocol switch
    {
        // Cards of the legacy dialect write 1.0 as the version of their interfaces.
        WireFormat.Legacy => card == WireFormat.Legacy,
        WireFormat.V03 => offer.ProtocolVersion.StartsWith("0.", StringComparison.Ordinal),
        _ => card == WireFormat.V1
            && (offer.ProtocolVersion == A2AVersions.V1 || offer.ProtocolVersion.StartsWith(A2AVersions.V1 + ".", StringComparison.Ordinal)),
    };

    private static bool Has(JsonElement card, string name) => card.TryGetProperty(name, out _);
}
