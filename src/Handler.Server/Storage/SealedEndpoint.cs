namespace Handler.Server.Storage;

/// <summary>
/// The secret part of a push config as it is stored: encrypted above the store (<see cref="EndpointSealer"/>), so that no store, backup or
/// database file holds a token in clear.
/// </summary>
public sealed record SealedEndpoint
{
    /// <summary>Scheme, host and port in clear: what operators see and gates are keyed by.</summary>
    public required string Origin { get; init; }

    /// <summary>URL, token and authentication, encrypted. Sealing twice gives different bytes: equal bytes mean the very same sealing.</summary>
    public required ReadOnlyMemory<byte> Secret { get; init; }
}
