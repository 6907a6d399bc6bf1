using Handler.Protocol;
using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.Server.Tasks;

namespace Handler.Tests.Server.Tasks;

/// <summary>The agent that pushes by hand, its webhooks, and what they are to get.</summary>
public sealed partial class PushByHandTests
{
    private const string Secret = "path-that-nobody-may-know";

    private readonly List<DeliverOutcome> _outcomes = [];
    private AgentWorld _world = null!;

    private RunPushes Pushes => _world.Script.Pushes!;

    private void Use(PushOptions options) => _world = new AgentWorld(options: options) { Script = { PushesByHand = true } };

    private string WaitingTask()
    {
        var before = _world.Script.Execute;
        _world.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var id = _world.Send(config: Config("a")).Task!.Id;
        _world.Script.Execute = before;
        return id;
    }

    private async Task DeliverAsync(TaskUpdater task, string configId, string text, CancellationToken cancel)
    {
        var configs = await Pushes.ListAsync(cancel);
        await DeliverAsync(task.Current, configs.Single(config => config.Id == configId), text);
    }

    private Task DeliverAsync(AgentTask task, string configId, string text) =>
        DeliverAsync(task, new PushConfigView { Id = configId, TaskId = task.Id, Origin = "", Kinds = EventKinds.None }, text);

    private async Task DeliverAsync(AgentTask task, PushConfigView config, string text)
    {
        IPushNotificationSender sender = Pushes;
        var message = new Message { MessageId = text, Role = Role.Agent, Parts = [Part.FromText(text)] };
        _outcomes.Add(await sender.DeliverAsync(config, new TaskStatusUpdateEvent
        {
            TaskId = task.Id,
            ContextId = task.ContextId!,
            Status = task.Status with { Message = message },
        }));
    }

    private static TaskPushNotificationConfig Config(string id) => new() { Id = id, Url = $"https://hooks.example/{Secret}" };

    private void Set(string taskId, string configId) => _world.Loop.Run(() => _world.Handler.CreateTaskPushNotificationConfigAsync(
        Config(configId) with { TaskId = taskId }, _world.Scope, CancellationToken.None));

    /// <summary>All that a config's webhook is to get.</summary>
    private List<StreamResponse> BodiesOf(string taskId, string configId) =>
        [.. _world.BodiesOf(taskId, configId).Select(body => A2AJson.Read<StreamResponse>(body))];

    private static string? TextOf(StreamResponse update) => update.StatusUpdate?.Status.Message?.Text;

    private static string Name(StreamResponse update) => update switch
    {
        { Task: not null } => "task",
        { ArtifactUpdate: { } made } => made.Artifact.ArtifactId,
        _ when TextOf(update) is { } text => $"{update.State}: {text}",
        _ => update.State.ToString()!,
    };

    private void Release(TaskCompletionSource go)
    {
        _world.Loop.Run(() =>
        {
            go.SetResult();
            return Task.CompletedTask;
        });
        _world.Loop.RunUntilIdle();
    }
}
