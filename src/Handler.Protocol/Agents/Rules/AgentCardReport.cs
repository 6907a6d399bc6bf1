namespace Handler.Protocol.Agents.Rules;

/// <summary>What <see cref="AgentCardRules"/> found in a card. What could be read of it is there also when the card is not valid.</summary>
public sealed record AgentCardReport
{
    /// <summary>There are no errors; there may be warnings.</summary>
    public bool IsValid => Errors.Count == 0;

    /// <summary>Every fault, in the order of the specification's members.</summary>
    public required IReadOnlyList<AgentCardIssue> Errors { get; init; }

    /// <summary>What the specification allows and advises against, or what looks like a mistake of typing.</summary>
    public required IReadOnlyList<AgentCardIssue> Warnings { get; init; }

    /// <summary>The agent's name; <c>null</c> when there is none to be read.</summary>
    public string? AgentName { get; init; }

    /// <summary>The versions of the protocol that the card names, such as <c>1.0</c> or <c>1.0, 0.3</c>; <c>null</c> when it names none.</summary>
    public string? ProtocolVersion { get; init; }

    /// <summary>The card says that streams work.</summary>
    public bool Streaming { get; init; }

    /// <summary>The card says that push notifications work.</summary>
    public bool PushNotifications { get; init; }

    /// <summary>Id and name of each skill that has both.</summary>
    public IReadOnlyList<(string Id, string Name)> Skills { get; init; } = [];
}
