using Handler.Protocol;

namespace Handler.Client.Http;

/// <summary>
/// The headers that go with every request, checked once so that a bad one is an error where it was written. The version is the dialect's
/// to send.
/// </summary>
internal sealed class RequestHeaders
{
    private readonly List<(string Name, string Value)> _headers = [];

    public RequestHeaders(A2AClientOptions options)
    {
        if (options.BearerToken is { } bearer)
        {
            Add(nameof(options.BearerToken), "Authorization", $"Bearer {bearer}");
        }

        if (options.ApiKey is { } key)
        {
            Add(nameof(options.ApiKey), options.ApiKeyHeader, key);
        }

        if (options.Extensions.Count > 0)
        {
            Add(nameof(options.Extensions), ServiceParameters.Extensions, string.Join(", ", options.Extensions));
        }

        foreach (var (name, value) in options.Headers)
        {
            Add(nameof(options.Headers), name, value);
        }
    }

    public void ApplyTo(HttpRequestMessage request)
    {
        foreach (var (name, value) in _headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>The messages leave the value out: it may be a secret.</summary>
    private void Add(string option, string name, string value)
    {
        // A name that is a content header or none at all is refused only by a real header collection.
        using var probe = new HttpRequestMessage();
        if (!probe.Headers.TryAddWithoutValidation(name, value))
        {
            throw new ArgumentException(
                $"{nameof(A2AClientOptions)}.{option}: '{name}' cannot be sent as a request header; use another name.", nameof(option));
        }

        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException(
                $"{nameof(A2AClientOptions)}.{option}: the value for '{name}' has a character that is not visible ASCII (a line break at " +
                "its end, perhaps); take it out.",
                nameof(option));
        }

        // Two Authorization headers would go out as one joined value, which no server reads as meant.
        if (string.Equals(name, ServiceParameters.Version, StringComparison.OrdinalIgnoreCase)
            || _headers.Exists(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException(
                $"{nameof(A2AClientOptions)}.{option}: '{name}' is set already, by the client or by another option; set it once.",
                nameof(option));
        }

        _headers.Add((name, value));
    }
}
