using System.Diagnostics.CodeAnalysis;
using Handler.Protocol.Errors;

namespace Handler.Protocol.JsonRpc;

/// <summary>A request that was read, or the error to answer with.</summary>
public sealed record JsonRpcReadOutcome
{
    private JsonRpcReadOutcome(JsonRpcId id, JsonRpcRequest? request, A2AException? fault)
    {
        Id = id;
        Request = request;
        Fault = fault;
    }

    /// <summary>The id to answer to; <see cref="JsonRpcId.Null"/> when none could be read.</summary>
    public JsonRpcId Id { get; }

    /// <summary>The request; <c>null</c> when it was refused.</summary>
    public JsonRpcRequest? Request { get; }

    /// <summary>Why it was refused: a parse error or an invalid request.</summary>
    public A2AException? Fault { get; }

    /// <summary>There is a request and no fault.</summary>
    [MemberNotNullWhen(true, nameof(Request))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsAccepted => Request is not null;

    internal static JsonRpcReadOutcome Accepted(JsonRpcRequest request) => new(request.Id, request, null);

    internal static JsonRpcReadOutcome Refused(JsonRpcId id, A2AException fault) => new(id, null, fault);
}
