using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>The headers of an attempt as an operator may see them. Pure.</summary>
internal static class MaskedHeaders
{
    private const string Mask = "***";

    public static Dictionary<string, string> Of(PushEndpoint endpoint, WireFormat format, DeliveryHeaders delivery)
    {
        // Masked before the headers are made and not after: so no scheme can put a secret where nobody looks for it.
        var masked = endpoint with
        {
            Token = endpoint.Token is null ? null : Mask,
            Authentication = endpoint.Authentication is { } authentication
                ? authentication with { Credentials = authentication.Credentials is null ? null : Mask }
                : null,
        };
        var request = NotificationFormatter.Format(masked, format, delivery, default);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = request.ContentType };
        foreach (var header in request.Headers)
        {
            headers[header.Name] = header.Value;
        }

        return headers;
    }
}
