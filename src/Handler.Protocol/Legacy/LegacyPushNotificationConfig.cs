using System.Diagnostics.CodeAnalysis;

namespace Handler.Protocol.Legacy;

/// <summary>Where and how a client is told of updates. A task has one.</summary>
public sealed record LegacyPushNotificationConfig : WireObject
{
    /// <summary>The config's own id.</summary>
    public string? Id { get; init; }

    /// <summary>The task, once more.</summary>
    public string? TaskId { get; init; }

    /// <summary>The webhook. Required; <see cref="LegacyMapper.ToV1(LegacySetPushNotificationParams)"/> refuses a config without it.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>How a notification authenticates itself.</summary>
    public LegacyAuthenticationInfo? AuthenticationInfo { get; init; }

    /// <summary>What is told of: <c>status</c>, <c>artifact</c>, <c>task</c>, <c>message</c>; empty = everything.</summary>
    [AllowNull]
    public IReadOnlyList<string> EventTypes { get => field ?? []; init; }

    /// <summary>Without the URL and its authentication, so that a log cannot tell them.</summary>
    public override string ToString() => $"push config {Id ?? "(no id)"} of task {TaskId ?? "(no task)"}";
}
