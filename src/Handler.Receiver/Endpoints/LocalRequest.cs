using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Handler.Receiver.Endpoints;

/// <summary>Whether a request can only come from a program on this machine that means this server. Pure.</summary>
internal static class LocalRequest
{
    private static readonly string[] SetByProxies = ["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP"];

    /// <summary>
    /// Every address that the server listens on is loopback, the request names a loopback host (a page whose name was made to resolve to
    /// loopback names its own), no proxy has left its mark, and no page of another origin makes it.
    /// </summary>
    public static bool Is(HttpRequest request, ICollection<string>? listening) =>
        listening is { Count: > 0 }
        && listening.All(address => IsLoopback(BindingAddress.Parse(address).Host))
        && IsLoopback(request.Host.Host)
        && !request.Headers.Keys.Any(IsSetByProxy)
        && IsOwnOrigin(request.Headers[HeaderNames.Origin].ToString(), request.Host)
        && request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool IsSetByProxy(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
        || SetByProxies.Contains(header, StringComparer.OrdinalIgnoreCase);

    private static bool IsOwnOrigin(string origin, HostString host) =>
        origin.Length == 0
        || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase));
}
