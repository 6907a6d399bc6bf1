using Handler.Protocol;

namespace Handler.Server.Requests;

/// <summary>A push config with what 1.0 has no field for.</summary>
internal sealed record PushRegistration
{
    /// <summary>The config as 1.0 has it.</summary>
    public required TaskPushNotificationConfig Config { get; init; }

    /// <summary>The header that takes the place of <c>Authorization</c>; null for <c>Authorization</c>.</summary>
    public string? HeaderName { get; init; }

    /// <summary>The events that the client wants; null = all that the agent pushes.</summary>
    public EventFilter? Filter { get; init; }

    /// <summary>How many updates may wait before the task is sent in their place; null = as many as the agent keeps.</summary>
    public int? CollapseAbove { get; init; }

    /// <summary>Whether the client could say so; of one who could not, the number that is there stays.</summary>
    public bool SpeaksOfBacklog { get; init; }

    /// <summary>Whether the client could say which events it wants; of one who could not, the filter that is there stays.</summary>
    public bool SpeaksOfEvents { get; init; }
}
