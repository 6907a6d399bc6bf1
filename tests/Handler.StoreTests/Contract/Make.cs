using System.Text;
using Handler.Protocol;
using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>What the suite stores.</summary>
public static class Make
{
    public const string Origin = "https://hooks.example:443";

    public static DateTimeOffset Epoch { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TaskKey Key(string id, string owner = "", string tenant = "") => new(new OwnerScope(tenant, owner), id);

    public static NewTask Task(TaskKey key, string context = "context", NewPushConfig? config = null) =>
        new() { Key = key, Task = Submitted(key.TaskId, context), Config = config };

    public static AgentTask Submitted(string id, string context = "context") => new()
    {
        Id = id,
        ContextId = context,
        Status = new AgentTaskStatus { State = TaskState.Submitted, Timestamp = Epoch },
        History = [new Message { MessageId = "m1", Role = Role.User, Parts = [Part.FromText("do it")] }],
    };

    public static SealedEndpoint Endpoint(string secret = "secret", string origin = Origin) =>
        new() { Origin = origin, Secret = Encoding.UTF8.GetBytes(secret) };

    public static NewPushConfig Config(
        string id = "config",
        string secret = "secret",
        string origin = Origin,
        WireFormat format = WireFormat.V1,
        EventKinds mask = EventKinds.All,
        int? collapseAbove = null) =>
        new() { ConfigId = id, Endpoint = Endpoint(secret, origin), Format = format, Mask = mask, CollapseAbove = collapseAbove };

    public static NewEvent Status(TaskState state, DateTimeOffset? at = null, string task = "task") => Event(
        EventKinds.Status,
        StreamResponse.Of(new TaskStatusUpdateEvent
        {
            TaskId = task,
            ContextId = "context",
            Status = new AgentTaskStatus { State = state, Timestamp = at ?? Epoch },
        }));

    public static NewEvent Text(string text, string task = "task") => Event(
        EventKinds.Artifact,
        StreamResponse.Of(new TaskArtifactUpdateEvent
        {
            TaskId = task,
            ContextId = "context",
            Artifact = new Artifact { ArtifactId = "report", Parts = [Part.FromText(text)] },
            Append = true,
        }));

    public static NewEvent Said(string text, string task = "task") => Event(
        EventKinds.Message,
        StreamResponse.Of(new Message { MessageId = "said-" + text, TaskId = task, Role = Role.Agent, Parts = [Part.FromText(text)] }));

    public static NewEvent Event(EventKinds kinds, StreamResponse update) =>
        new() { Kinds = kinds, Update = update, Payload = A2AJson.Write(update) };

    /// <summary>An event by its kind, as property tests draw them.</summary>
    public static NewEvent Of(EventKinds kind, string text, string task) => kind switch
    {
        EventKinds.Status => Status(TaskState.Working, Epoch, task),
        EventKinds.Message => Said(text, task),
        _ => Text(text, task),
    };

    public static AttemptRecord Attempt(
        long sequence,
        int number = 1,
        AttemptOutcome outcome = AttemptOutcome.Answered,
        int? status = 503) => new()
        {
            Sequence = sequence,
            ThroughSequence = sequence,
            Count = 1,
            Number = number,
            StartedAt = Epoch.AddSeconds(number),
            Duration = TimeSpan.FromMilliseconds(10 * number),
            Outcome = outcome,
            Status = status,
        };

    /// <summary>The texts of the artifact that <see cref="Text"/> events write.</summary>
    public static IReadOnlyList<string> TextsOf(AgentTask task) =>
        [.. (task.Artifacts ?? []).SelectMany(artifact => artifact.Parts).Select(part => part.Text ?? "")];
}
