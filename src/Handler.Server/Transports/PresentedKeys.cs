using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports;

/// <summary>Where a request carries an API key. Pure.</summary>
internal static class PresentedKeys
{
    public const string Header = "X-API-Key";
    public const string Bearer = "Bearer";
    public const string ApiKey = "ApiKey";

    /// <summary>
    /// Every key that came, in <c>X-API-Key</c> and in <c>Authorization</c> by the schemes <c>Bearer</c> and <c>ApiKey</c>, their case no
    /// matter. Empty ones, and credentials of other schemes (a proxy's, perhaps), are none.
    /// </summary>
    public static IReadOnlyList<string> Of(IHeaderDictionary headers) =>
        [.. headers[Header].Concat(headers.Authorization.Select(Credentials)).Select(key => key?.Trim()).OfType<string>().Where(key => key.Length > 0)];

    private static string? Credentials(string? authorization) =>
        authorization?.Trim().Split(' ', 2) is [var scheme, var credentials] && IsTaken(scheme) ? credentials : null;

    private static bool IsTaken(string scheme) =>
        scheme.Equals(Bearer, StringComparison.OrdinalIgnoreCase) || scheme.Equals(ApiKey, StringComparison.OrdinalIgnoreCase);
}
