using Microsoft.AspNetCore.Http;

namespace Handler.Server.Operations;

/// <summary>A call of an operator.</summary>
/// <param name="Http">The request.</param>
/// <param name="Operator">Who calls, as the audit names them.</param>
internal sealed record OperationsCall(HttpContext Http, string Operator)
{
    /// <summary>Fires when the caller has gone.</summary>
    public CancellationToken Aborted => Http.RequestAborted;
}
