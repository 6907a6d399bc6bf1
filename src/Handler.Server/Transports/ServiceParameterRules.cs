using Handler.Protocol;
using Handler.Protocol.Errors;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports;

/// <summary>
/// <c>A2A-Version</c> and <c>A2A-Extensions</c> (A2A 1.0, 3.2.6). The method's name tells the dialect, so an absent version is taken as
/// that of the method; a version that is named must be one that this agent speaks.
/// </summary>
internal static class ServiceParameterRules
{
    /// <summary>Refuses what is not supported.</summary>
    /// <exception cref="A2AException">VersionNotSupported or ExtensionSupportRequired.</exception>
    public static void Check(HttpRequest request, AgentCard card)
    {
        var version = ValueOf(request, ServiceParameters.Version).Trim();
        if (version.Length > 0 && !IsV1(version))
        {
            throw A2AException.VersionNotSupported(version, A2AVersions.V1);
        }

        RequireExtensions(request, card);
    }

    private static void RequireExtensions(HttpRequest request, AgentCard card)
    {
        var named = ValueOf(request, ServiceParameters.Extensions).Split(',', StringSplitOptions.TrimEntries);
        foreach (var extension in card.Capabilities.Extensions ?? [])
        {
            if (extension is { Required: true, Uri: { } uri } && !named.Contains(uri, StringComparer.Ordinal))
            {
                throw A2AException.ExtensionSupportRequired(uri);
            }
        }
    }

    /// <summary>The patch number plays no part.</summary>
    private static bool IsV1(string version) =>
        version == A2AVersions.V1 || version.StartsWith(A2AVersions.V1 + ".", StringComparison.Ordinal);

    private static string ValueOf(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out var header) ? header.ToString() : request.Query[name].ToString();
}
