namespace Handler.Server.Operations;

/// <summary>What became of a gate that was to be held or resumed.</summary>
internal sealed record GateChangeView
{
    public required string Tenant { get; init; }

    public required string Owner { get; init; }

    public required string Origin { get; init; }

    /// <summary><c>open</c> or <c>held</c>.</summary>
    public required string State { get; init; }

    /// <summary>False when it was so already.</summary>
    public required bool Changed { get; init; }
}
