namespace Handler.Server.Storage;

/// <summary>Which lanes an operator wants to see. What is null does not filter.</summary>
public sealed record LaneQuery
{
    /// <summary>Only those of this tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>Only those of this owner.</summary>
    public string? Owner { get; init; }

    /// <summary>Only those of tasks with this id.</summary>
    public string? TaskId { get; init; }

    /// <summary>Only those of configs with this id.</summary>
    public string? ConfigId { get; init; }

    /// <summary>Only those that send to this origin, as <see cref="GateKey.Origin"/> has it.</summary>
    public string? Origin { get; init; }

    /// <summary>Only those in this state.</summary>
    public LaneState? State { get; init; }

    /// <summary>Only those where something waits.</summary>
    public bool WaitingOnly { get; init; }

    /// <summary>At most this many, 1 to 1,000.</summary>
    public required int Limit { get; init; }

    /// <summary>Only those after this one in the list: <see cref="LanePage.Next"/> of the page before.</summary>
    public Guid? After { get; init; }
}
