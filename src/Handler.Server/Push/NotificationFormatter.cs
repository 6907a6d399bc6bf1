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
    private const int MostHeaders = 9;

    /// <summary>Makes the request of one attempt. Pure.</summary>
    public static WebhookRequest Format(PushEndpoint endpoint, WireFormat format, DeliveryHeaders delivery, ReadOnlyMemory<byte> body)
    {
        var headers = new List<WebhookHeader>(MostHeaders);
        AddIfSet(headers, ServiceParameters.Version, NotificationBody.A2AVersion(format));
        AddIfSet(headers, "Authorization", Authorization(endpoint.Authentication));
        AddIfSet(headers, WebhookHeaders.NotificationToken, endpoint.Token);
        headers.Add(new(WebhookHeaders.Id, delivery.Id.ToString()));
        headers.Add(new(WebhookHeaders.Timestamp, delivery.At.ToUnixTimeSeconds().ToString()));
        headers.Add(new(WebhookHeaders.EventSequence, delivery.Id.Sequence.ToString()));
        AddIfSet(headers, WebhookHeaders.EventPrevious, delivery.Previous?.ToString());
        headers.Add(new(WebhookHeaders.DeliveryAttempt, delivery.Attempt.ToString()));
        AddIfSet(headers, WebhookHeaders.TraceParent, delivery.TraceParent);
        return new WebhookRequest
        {
            Endpoint = endpoint,
            ContentType = NotificationBody.ContentType(format),
            Headers = headers,
            Body = body,
        };
    }

    /// <summary>Exactly as it was configured: the scheme as it was written, then the credentials.</summary>
    private static string? Authorization(AuthenticationInfo? authentication) =>
        authentication switch
        {
            null => null,
            { Credentials: null or "" } => authentication.Scheme,
            _ => $"{authentication.Scheme} {authentication.Credentials}",
        };

    private static void AddIfSet(List<WebhookHeader> headers, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            headers.Add(new(name, value));
        }
    }
}
