namespace Handler.Server.Storage;

/// <summary>Which gates an operator wants to see. What is null does not filter.</summary>
public sealed record GateQuery
{
    /// <summary>Only those of this tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>Only those of this owner.</summary>
    public string? Owner { get; init; }

    /// <summary>Only those to this origin, as <see cref="GateKey.Origin"/> has it.</summary>
    public string? Origin { get; init; }

    /// <summary>Only those that are held, those among them that are being probed included.</summary>
    public bool HeldOnly { get; init; }

    /// <summary>At most this many, 1 to 1,000.</summary>
    public required int Limit { get; init; }

    /// <summary>Only those after this one in the list: <see cref="GatePage.Next"/> of the page before.</summary>
    public GateKey? After { get; init; }
}
