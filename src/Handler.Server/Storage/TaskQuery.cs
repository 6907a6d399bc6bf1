using Handler.Protocol;

namespace Handler.Server.Storage;

/// <summary>Which tasks to list (specification: ListTasks). Only announced tasks of one owner are ever listed.</summary>
public sealed record TaskQuery
{
    /// <summary>Whose tasks.</summary>
    public required OwnerScope Scope { get; init; }

    /// <summary>Only those of this context.</summary>
    public string? ContextId { get; init; }

    /// <summary>Only those in this state.</summary>
    public TaskState? State { get; init; }

    /// <summary>Only those whose status is of this time or later.</summary>
    public DateTimeOffset? StatusSince { get; init; }

    /// <summary>At most this many, 1 to 100.</summary>
    public required int Limit { get; init; }

    /// <summary>Only those after this place.</summary>
    public TaskPosition? After { get; init; }
}
