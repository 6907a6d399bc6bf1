using Handler.Protocol;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports;

/// <summary>
/// <c>A2A-Version</c> of a request, in its header or its query (A2A 1.0, 3.6): <c>Major.Minor</c>, a patch behind it plays no part. Absent, it is
/// empty; named several times, it is one version if all name the same, else none that could be spoken.
/// </summary>
internal readonly record struct RequestedVersion(string Text)
{
    /// <summary>What this agent speaks, for messages.</summary>
    public const string Supported = $"{A2AVersions.V1}, {A2AVersions.V03}";

    private const int LongestText = 80;

    /// <summary>Whether it may be named to this agent: absent, or one that it speaks.</summary>
    public bool IsSupported => IsAbsent || Is(A2AVersions.V1) || Is(A2AVersions.V03);

    /// <summary>Whether none is named.</summary>
    public bool IsAbsent => Text.Length == 0;

    /// <summary>The version that a request names.</summary>
    public static RequestedVersion Of(HttpRequest request)
    {
        string[] named = [.. request.Headers[ServiceParameters.Version].Concat(request.Query[ServiceParameters.Version])
            .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .DistinctBy(version => MajorMinor(version) ?? version)];
        var text = string.Join(", ", named);
        return new RequestedVersion(text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "…"));
    }

    /// <summary>Whether it is this version, or a patch of it.</summary>
    public bool Is(string version) => MajorMinor(Text) == version;

    /// <summary>The first two numbers of two or three; null when it is something else.</summary>
    private static string? MajorMinor(string text) =>
        text.Split('.') is { Length: 2 or 3 } numbers && Array.TrueForAll(numbers, IsNumber) ? $"{numbers[0]}.{numbers[1]}" : null;

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
