namespace Handler.Server.Operations;

/// <summary>What an operator wants to be held or resumed.</summary>
internal sealed record GateOrder
{
    /// <summary>The origin of webhooks; a URL of it will do.</summary>
    public required string Origin { get; init; }

    /// <summary>Only this tenant's gate; null = every tenant's.</summary>
    public string? Tenant { get; init; }

    /// <summary>Only this owner's gate; null = every owner's.</summary>
    public string? Owner { get; init; }

    /// <summary>Why, for other operators.</summary>
    public string? Reason { get; init; }
}
