using Handler.Protocol.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Handler.Server.Operations;

/// <summary>A call of an operator.</summary>
/// <param name="Http">The request.</param>
/// <param name="Operator">Who calls, as the audit names them.</param>
internal sealed record OperationsCall(HttpContext Http, string Operator)
{
    /// <summary>The delivery that the path names.</summary>
    /// <exception cref="OperationsRefusal">It is no id.</exception>
    public DeliveryId Delivery => DeliveryId.TryParse(Http.GetRouteValue("id") as string, out var id)
        ? id
        : throw OperationsRefusal.Invalid(
            $"'{Http.GetRouteValue("id")}' is no id of a delivery; one looks like msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_17, and is sent as webhook-id.");

    /// <summary>Fires when the caller has gone.</summary>
    public CancellationToken Aborted => Http.RequestAborted;
}
