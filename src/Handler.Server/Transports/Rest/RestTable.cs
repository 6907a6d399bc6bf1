using System.Collections.Frozen;

namespace Handler.Server.Transports.Rest;

/// <summary>Operations by resource and HTTP method.</summary>
internal sealed class RestTable(IReadOnlyDictionary<RestResource, (string Method, RestOperation Operation)[]> operations)
{
    public const string Get = "GET";
    public const string Head = "HEAD";
    public const string Post = "POST";
    public const string Delete = "DELETE";

    private readonly FrozenDictionary<RestResource, (string Method, RestOperation Operation)[]> _operations = operations.ToFrozenDictionary();

    /// <summary>What reads: <c>HEAD</c> is <c>GET</c> without the body.</summary>
    public static (string Method, RestOperation Operation)[] Reading(RestOperation operation) => [(Get, operation), (Head, operation)];

    /// <summary>The operation; null when there is none.</summary>
    public RestOperation? Find(RestResource resource, string method) =>
        _operations.GetValueOrDefault(resource)?.FirstOrDefault(entry => entry.Method.Equals(method, StringComparison.OrdinalIgnoreCase)).Operation;

    /// <summary>The methods that a resource has, as <c>Allow</c> lists them.</summary>
    public string MethodsOf(RestResource resource) => string.Join(", ", (_operations.GetValueOrDefault(resource) ?? []).Select(entry => entry.Method));
}
