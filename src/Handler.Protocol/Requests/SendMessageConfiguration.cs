using System.Text.Json.Serialization;

namespace Handler.Protocol;

/// <summary>How a message is to be answered (A2A 1.0, 3.2.2).</summary>
public sealed record SendMessageConfiguration : WireObject
{
    /// <summary>Media types that the client can take; <c>null</c> or empty = any.</summary>
    public IReadOnlyList<string>? AcceptedOutputModes { get; init; }

    /// <summary>A config to be stored with the task; its task id is left out.</summary>
    public TaskPushNotificationConfig? TaskPushNotificationConfig { get; init; }

    /// <summary>At most so many of the newest messages in the answer; 0 = no history, <c>null</c> = the agent's choice.</summary>
    public int? HistoryLength { get; init; }

    /// <summary>Answer at once. Otherwise the answer comes when the task is terminal or interrupted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ReturnImmediately { get; init; }
}
