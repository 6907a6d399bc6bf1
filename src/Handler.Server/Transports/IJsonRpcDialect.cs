using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.JsonRpc;

namespace Handler.Server.Transports;

/// <summary>A dialect as the endpoint sees it: a table of methods, and a form for errors.</summary>
internal interface IJsonRpcDialect
{
    /// <summary>What tasks and configs made by it remember.</summary>
    WireFormat Format { get; }

    /// <summary>The names of its methods, in the order of its specification.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Its methods by name.</summary>
    IReadOnlyDictionary<string, JsonRpcMethod> Methods { get; }

    /// <summary>
    /// Whether the errors of a method come as a stream of one event: clients of 0.3 take nothing but a stream from a method that streams.
    /// </summary>
    bool StreamsErrors(string method) => false;

    /// <summary>A response object with an error in its numbers and shape.</summary>
    byte[] Error(JsonRpcId id, A2AException error);
}
