using System.Text.Json;
using Handler.Client.Http;
using Handler.Protocol.JsonRpc;

namespace Handler.Client.JsonRpc;

/// <summary>What differs between dialects in the envelope around a method's params and result.</summary>
internal sealed record JsonRpcDialect
{
    /// <summary>What goes with every request beside the headers of all dialects.</summary>
    public required IReadOnlyList<(string Name, string Value)> Headers { get; init; }

    /// <summary>Reads the result of one event of a stream.</summary>
    public required Func<JsonElement, StreamedUpdate> ReadUpdate { get; init; }

    /// <summary>Tells an error in the numbers of 1.0.</summary>
    public Func<JsonRpcError, JsonRpcError> ReadError { get; init; } = static error => error;

    /// <summary>The events of a stream may leave the id of the request out.</summary>
    public bool StreamsWithoutId { get; init; }
}
