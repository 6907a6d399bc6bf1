using Handler.Protocol;
using Handler.Receiver.Inbox;

namespace Handler.Cli.Demo;

/// <summary>What the demo has seen, and what follows from it. Pure: the verdict is made from what arrived, never from what was meant to.</summary>
internal sealed record DemoEvidence
{
    /// <summary>The pushes in the order in which they came, repeats left out.</summary>
    public required IReadOnlyList<ReceivedNotification> Pushes { get; init; }

    /// <summary>The task as the agent tells it at the end; null when it could not be asked.</summary>
    public required AgentTask? Task { get; init; }

    /// <summary>How many configs were left after the deletion; null when it could not be asked.</summary>
    public required int? ConfigsLeft { get; init; }

    /// <summary>Repeats that came under a known id.</summary>
    public int Repeats { get; init; }

    /// <summary>Whether the agent was killed on the way.</summary>
    public bool WasKilled { get; init; }

    /// <summary>The states in order, each once in a row: submitted, working, completed.</summary>
    public IReadOnlyList<string> States
    {
        get
        {
            var names = new List<string>();
            foreach (var name in Pushes.Select(push => push.State.Name).OfType<string>())
            {
                if (names.Count == 0 || names[^1] != name)
                {
                    names.Add(name);
                }
            }

            return names;
        }
    }

    public bool FinalSeen => Pushes.Any(push => push.State.IsTerminal);

    public bool EndsCompleted => Pushes.Count > 0 && Pushes[^1].State.Name == "completed";

    /// <summary>Every push carried the token of its config.</summary>
    public bool IsVerified => Pushes.Count > 0 && Pushes.All(push => push.Token == TokenState.Verified);

    public bool IsCleanedUp => ConfigsLeft == 0;

    public bool TaskCompleted => Task?.Status.State == TaskState.Completed;

    /// <summary>The first names none; from then on each names the sequence before it, so nothing was lost in between.</summary>
    public bool IsChain
    {
        get
        {
            long? before = null;
            foreach (var push in Pushes)
            {
                if (push.Sequence is null || push.Previous != before || push.Sequence <= (before ?? 0))
                {
                    return false;
                }

                before = push.Sequence;
            }

            return before is not null;
        }
    }

    /// <summary>The updates, taken together, are the task as the agent tells it.</summary>
    public bool RebuildsTask
    {
        get
        {
            AgentTask? rebuilt = null;
            foreach (var push in Pushes)
            {
                if (push.Update is not { } update || (rebuilt is null && update.Task is null))
                {
                    return false;
                }

                rebuilt = TaskProjection.Apply(rebuilt, update);
            }

            return rebuilt is not null && Task is not null && A2AJson.Write(rebuilt).AsSpan().SequenceEqual(A2AJson.Write(Task));
        }
    }

    /// <summary>The lines of the verification: whether what was claimed holds.</summary>
    public IReadOnlyList<DemoCheck> Checks(IEnumerable<DemoClaim> claims) =>
        [.. (WasKilled ? claims.Prepend(DemoClaim.Survived) : claims).Select(claim => new DemoCheck(claim.Label, claim.Holds(this)))];
}
