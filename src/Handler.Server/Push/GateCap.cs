namespace Handler.Server.Push;

/// <summary>
/// How many attempts a gate may have in flight: 1 for one that nothing is known of, one more for each success while all of them are used, half
/// for each failure. So an endpoint that hangs has few to hold up, and one that is well has what it can take.
/// </summary>
internal sealed class GateCap(int most)
{
    public int Value { get; private set; } = 1;

    /// <summary>An attempt has ended.</summary>
    /// <param name="settlement">What came of it.</param>
    /// <param name="inFlight">Attempts in flight at the gate, that one among them.</param>
    public void Learn(Settlement settlement, int inFlight)
    {
        if (settlement.Signal is GateSignal.Overloaded or GateSignal.Failed)
        {
            Value = Math.Max(Value / 2, 1);
        }
        else if (settlement.IsDelivered && inFlight >= Value)
        {
            Value = Math.Min(Value + 1, most);
        }
    }
}
