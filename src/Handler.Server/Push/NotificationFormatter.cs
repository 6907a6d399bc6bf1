using Handler.Protocol;
using Handler.Protocol.Webhooks;
using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>
/// Hop 6: the headers of an attempt around the body of the config's dialect. Body, content type, <c>webhook-id</c>, sequence and previous are
/// the same at every attempt; timestamp, number and trace are the attempt's own.
/// </summary>
internal static class NotificationFormatter
{
    private const int MostHeaders = 10;

    /// <summary>The names of all headers that a notification of 1.0 may have: those of one where nothing is missing.</summary>
    public static IReadOnlyList<string> HeaderNames { get; } =
    [
        "Content-Type",
        .. Format(
            new PushEndpoint { Url = "", Token = "-", Authentication = new AuthenticationInfo { Scheme = "-" } },
            WireFormat.V1,
            new DeliveryHeaders { Id = default, Previous = 0, Attempt = 1, At = DateTimeOffset.UnixEpoch, TraceParent = "-" },
            default).Headers.Select(header => header.Name),
    ];

    /// <summary>Makes the request of one attempt. Pure.</summary>
    public static WebhookRequest Format(PushEndpoint endpoint, WireFormat format, DeliveryHeaders delivery, ReadOnlyMemory<byte> body)
    {
        var headers = new List<WebhookHeader>(MostHeaders);
        AddIfSet(headers, ServiceParameters.Version, NotificationBody.A2AVersion(format));
        AddIfSet(headers, endpoint.HeaderName ?? "Authorization", Authorization(format, endpoint.Authentication));
        AddIfSet(headers, WebhookHeaders.NotificationToken, endpoint.Token);
        headers.Add(new(WebhookHeaders.Id, delivery.Id.ToString()));
        headers.Add(new(WebhookHeaders.Timestamp, delivery.At.ToUnixTimeSeconds().ToString()));
        headers.Add(new(WebhookHeaders.EventSequence, delivery.Id.Sequence.ToString()));
        AddIfSet(headers, WebhookHeaders.EventPrevious, delivery.Previous?.ToString());
        headers.Add(new(WebhookHeaders.DeliveryAttempt, delivery.Attempt.ToString()));
        AddIfSet(headers, WebhookHeaders.Redelivery, delivery.IsRedelivery ? "1" : null);
        AddIfSet(headers, WebhookHeaders.TraceParent, delivery.TraceParent);
        return new WebhookRequest
        {
            Endpoint = endpoint,
            ContentType = NotificationBody.ContentType(format),
            Headers = headers,
            Body = body,
        };
    }

    /// <summary>
    /// The body of a delivery, from what the store has of it: a kept body as it is; one that is a function of the event, of the event. Pure,
    /// and so the same at every attempt.
    /// </summary>
    /// <param name="format">The dialect of the config.</param>
    /// <param name="stored">What <see cref="ILaneStore.ReadBodyAsync"/> gave, or the commit handed over.</param>
    /// <param name="maxBytes">See <see cref="PushOptions.MaxBodyBytes"/>.</param>
    public static ReadOnlyMemory<byte> BodyOf(WireFormat format, ReadOnlyMemory<byte> stored, int maxBytes) =>
        format switch
        {
            WireFormat.V1 => BodyLimit.Fit(stored, maxBytes),
            // Made to measure when the event was committed (TaskBodies).
            WireFormat.V03 => stored,
            _ => Render(format, A2AJson.Read<StreamResponse>(stored.Span), maxBytes),
        };

    private static byte[] Render(WireFormat format, StreamResponse update, int maxBytes)
    {
        var body = NotificationBody.Render(format, update, taskAsOfUpdate: null);
        return body.Length <= maxBytes
            ? body
            : NotificationBody.Render(format, BodyLimit.StandIn(update, body.Length, maxBytes), taskAsOfUpdate: null);
    }

    private static string? Authorization(WireFormat format, AuthenticationInfo? authentication) =>
        authentication is null ? null
        : format == WireFormat.Legacy ? LegacyAuthorization(authentication)
        : string.IsNullOrEmpty(authentication.Credentials) ? authentication.Scheme
        // Exactly as it was configured: the scheme as it was written, then the credentials.
        : $"{authentication.Scheme} {authentication.Credentials}";

    /// <summary>Three schemes are sent as HTTP has them; of any other the value is all there is to send.</summary>
    private static string? LegacyAuthorization(AuthenticationInfo authentication) =>
        (authentication.Scheme.ToUpperInvariant(), authentication.Credentials) switch
        {
            (_, null or "") => null,
            ("BEARER", var value) => $"Bearer {value}",
            ("TOKEN", var value) => $"Token {value}",
            ("BASIC", var value) => $"Basic {value}",
            (_, var value) => value,
        };

    private static void AddIfSet(List<WebhookHeader> headers, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            headers.Add(new(name, value));
        }
    }
}
