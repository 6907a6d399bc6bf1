using Handler.Protocol;

namespace Handler.Cli.Following;

/// <summary>A task that a command follows until it has settled, the agent is lost, or the user has had enough.</summary>
internal interface IFollowedTask
{
    /// <summary>Null = the agent needed no task, or has told none yet.</summary>
    string? Id { get; }

    string? ContextId { get; }

    /// <summary>As far as it is known; null = the agent needed no task.</summary>
    TaskState? State { get; }

    /// <summary>Returns when there is nothing left to follow.</summary>
    Task FollowAsync(CancellationToken cancel);

    /// <summary>Prints what is known, as the result.</summary>
    void Print();

    /// <summary>What to type next.</summary>
    IEnumerable<string> Hints();
}
