using Handler.Server.Storage;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Operations;

/// <summary>Holding and resuming gates.</summary>
internal sealed class GateActions(IOperationsStore store, OperationsAudit audit)
{
    private const int LongestReason = 500;
    private const int GatesAtOnce = 100;

    /// <summary>Holds the gates to an origin: no attempt for them starts after the answer.</summary>
    public async Task<IResult> HoldAsync(OperationsCall call)
    {
        var order = await OperationsBody.ReadAsync(call, OperationsJson.Plain.GateOrder);
        return order.Reason is { Length: > LongestReason }
            ? throw OperationsRefusal.Invalid($"The reason has {order.Reason.Length} characters; say it in {LongestReason}.")
            : await ChangeAsync(call, order, "hold", gate => store.HoldGateAsync(gate, call.Operator, order.Reason, call.Aborted));
    }

    /// <summary>Opens the gates to an origin, whatever holds them.</summary>
    public async Task<IResult> ResumeAsync(OperationsCall call)
    {
        var order = await OperationsBody.ReadAsync(call, OperationsJson.Plain.GateOrder);
        return order.Reason is not null
            ? throw OperationsRefusal.Invalid("A resumption has no reason: leave it out.")
            : await ChangeAsync(call, order, "resume", gate => store.ResumeGateAsync(gate, call.Aborted));
    }

    private async Task<IResult> ChangeAsync(OperationsCall call, GateOrder order, string action, Func<GateKey, Task<GateChange>> change)
    {
        var origin = OperationsQuery.OriginOf("origin", order.Origin);
        var changes = new List<GateChangeView>();
        foreach (var gate in await FindAsync(order, origin, call.Aborted))
        {
            var done = await change(gate);
            audit.Write(call, action, $"{gate.Origin} of owner '{gate.Scope.Owner}', tenant '{gate.Scope.Tenant}'", done.Outcome.ToString());
            if (done.Gate is { } row)
            {
                changes.Add(ToView(row, done.Outcome));
            }
        }

        if (changes.Count > 0)
        {
            return TypedResults.Json(new GateChangeListView { Gates = changes }, OperationsJson.Plain.GateChangeListView);
        }

        audit.Write(call, action, origin, "NotFound");
        throw OperationsRefusal.NotFound($"There is no gate to {origin}: no config of such an owner sends there. GET gates lists them.");
    }

    private async Task<List<GateKey>> FindAsync(GateOrder order, string origin, CancellationToken cancel)
    {
        var found = new List<GateKey>();
        GateKey? after = null;
        do
        {
            var page = await store.ListGatesAsync(
                new GateQuery { Origin = origin, Tenant = order.Tenant, Owner = order.Owner, Limit = GatesAtOnce, After = after }, cancel);
            found.AddRange(page.Gates.Select(gate => gate.Row.Key));
            after = page.Next;
        }
        while (after is not null);
        return found;
    }

    private static GateChangeView ToView(GateRow gate, GateChangeOutcome outcome) => new()
    {
        Tenant = gate.Key.Scope.Tenant,
        Owner = gate.Key.Scope.Owner,
        Origin = gate.Key.Origin,
        State = gate.Hold == GateHold.None ? "open" : "held",
        Changed = outcome == GateChangeOutcome.Changed,
    };
}
