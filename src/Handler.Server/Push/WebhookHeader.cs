using System.Collections.Frozen;

namespace Handler.Server.Push;

/// <summary>A header of a notification.</summary>
internal readonly record struct WebhookHeader(string Name, string Value)
{
    // What frames the request or belongs to the connection (RFC 9110, 7.6.1), and what the agent says itself.
    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Host", "Connection", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Expect", "Date", "Via",
        "A2A-Version", "traceparent", "tracestate");

    private static readonly string[] ReservedPrefixes = ["Content-", "Proxy-", "webhook-", "X-A2A-"];

    /// <summary>Whether no client may choose this header for its authentication.</summary>
    public static bool IsReserved(string name) =>
        Reserved.Contains(name) || Array.Exists(ReservedPrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
