using Handler.Client.Http;
using Handler.Protocol.JsonRpc;

namespace Handler.Client.Rest;

/// <summary>What differs between the REST of one version and another beside routes and bodies.</summary>
internal sealed record RestDialect
{
    /// <summary>What goes with every request beside the headers of all dialects.</summary>
    public required IReadOnlyList<(string Name, string Value)> Headers { get; init; }

    /// <summary>The media types of answers.</summary>
    public required string Accept { get; init; }

    /// <summary>Reads one event of a stream.</summary>
    public required Func<byte[], StreamedUpdate> ReadUpdate { get; init; }

    /// <summary>The error that a body tells, in the numbers of JSON-RPC; <c>null</c> when it tells none.</summary>
    public required Func<byte[], JsonRpcError?> ReadError { get; init; }
}
