namespace Handler.Server.Storage;

/// <summary>Which dead stretches an operator wants to see. What is null does not filter.</summary>
public sealed record DeadQuery
{
    /// <summary>Only those of this tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>Only those of this owner.</summary>
    public string? Owner { get; init; }

    /// <summary>Only those of tasks with this id.</summary>
    public string? TaskId { get; init; }

    /// <summary>Only those of configs with this id.</summary>
    public string? ConfigId { get; init; }

    /// <summary>Only those that were to go to this origin, as <see cref="GateKey.Origin"/> has it.</summary>
    public string? Origin { get; init; }

    /// <summary>Only those of this lane.</summary>
    public Guid? Lane { get; init; }

    /// <summary>Only those given up for this reason.</summary>
    public DeadReason? Reason { get; init; }

    /// <summary>Only those given up at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only those of which something has not been redelivered since.</summary>
    public bool OpenOnly { get; init; }

    /// <summary>At most this many, 1 to 1,000.</summary>
    public required int Limit { get; init; }

    /// <summary>Only those after this one in the list: <see cref="DeadPage.Next"/> of the page before.</summary>
    public long? After { get; init; }
}
