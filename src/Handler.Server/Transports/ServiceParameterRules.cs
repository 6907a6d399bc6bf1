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
    /// <summary>What clients of 0.3 call the header of extensions.</summary>
    private const string OldExtensions = "X-A2A-Extensions";

    /// <summary>Refuses what is not supported.</summary>
    /// <exception cref="A2AException">VersionNotSupported or ExtensionSupportRequired.</exception>
    public static void Check(HttpRequest request, AgentCard card)
    {
        var version = RequestedVersion.Of(request);
        if (!version.IsSupported)
        {
            throw A2AException.VersionNotSupported(version.Text, RequestedVersion.Supported);
        }

        RequireExtensions(request, card);
    }

    /// <summary>A service parameter, from the header, else from the query; empty when it is not there.</summary>
    public static string ValueOf(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out var header) ? header.ToString() : request.Query[name].ToString();

    private static void RequireExtensions(HttpRequest request, AgentCard card)
    {
        var named = $"{ValueOf(request, ServiceParameters.Extensions)},{ValueOf(request, OldExtensions)}".Split(',', StringSplitOptions.TrimEntries);
        foreach (var extension in card.Capabilities.Extensions ?? [])
        {
            if (extension is { Required: true, Uri: { } uri } && !named.Contains(uri, StringComparer.Ordinal))
            {
                throw A2AException.ExtensionSupportRequired(uri);
            }
        }
    }
}
