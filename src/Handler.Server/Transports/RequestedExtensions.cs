using Handler.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Handler.Server.Transports;

/// <summary>
/// The extensions that a request names (A2A 1.0, 3.2.6 and 4.6): URIs separated by commas, in one header or several, or in the query. Clients
/// of 0.3 call the header <c>X-A2A-Extensions</c>. URIs are compared as they are written, versions in them and all.
/// </summary>
/// <param name="Uris">Each once, in the order in which they came.</param>
internal sealed record RequestedExtensions(IReadOnlyList<string> Uris)
{
    /// <summary>What clients of 0.3 call the header.</summary>
    public const string OldHeader = "X-A2A-Extensions";

    /// <summary>The extensions that a request names.</summary>
    public static RequestedExtensions Of(HttpRequest request) => new(
        [.. Split(request.Headers[ServiceParameters.Extensions])
            .Concat(Split(request.Headers[OldHeader]))
            .Concat(Split(request.Query[ServiceParameters.Extensions]))
            .Distinct(StringComparer.Ordinal)]);

    /// <summary>Whether this extension is among them.</summary>
    public bool Names(string uri) => Uris.Contains(uri, StringComparer.Ordinal);

    /// <summary>Whether <see cref="PushDeliveryExtension"/> is among them.</summary>
    public bool NamesPushDelivery => Names(PushDeliveryExtension.Uri);

    /// <summary>What becomes of the unknown fields of the request: those of push configs may be that extension's.</summary>
    public UnknownFields Unknown => NamesPushDelivery ? UnknownFields.KeepInPushConfigs : UnknownFields.Ignore;

    /// <summary>Those that the card declares, in its order: the others are ignored (A2A 1.0, 4.6.3).</summary>
    public IReadOnlyList<string> ActivatedOn(AgentCard card) =>
        [.. (card.Capabilities.Extensions ?? []).Select(extension => extension.Uri).OfType<string>().Where(Names).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Split(StringValues values) =>
        values.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
