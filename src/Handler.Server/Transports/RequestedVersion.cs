using Handler.Protocol;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports;

/// <summary>
/// <c>A2A-Version</c> of a request, in its header or its query (A2A 1.0, 3.6): major and minor, the patch plays no part. Absent, it is empty.
/// </summary>
internal readonly record struct RequestedVersion(string Text)
{
    /// <summary>What this agent speaks, for messages.</summary>
    public const string Supported = $"{A2AVersions.V1}, {A2AVersions.V03}";

    /// <summary>Whether it may be named to this agent: absent, or one that it speaks.</summary>
    public bool IsSupported => IsAbsent || Is(A2AVersions.V1) || Is(A2AVersions.V03);

    /// <summary>Whether none is named.</summary>
    public bool IsAbsent => Text.Length == 0;

    /// <summary>The version that a request names.</summary>
    public static RequestedVersion Of(HttpRequest request) => new(ServiceParameterRules.ValueOf(request, ServiceParameters.Version).Trim());

    /// <summary>Whether it is this version, or a patch of it.</summary>
    public bool Is(string version) => Text == version || Text.StartsWith(version + ".", StringComparison.Ordinal);
}
