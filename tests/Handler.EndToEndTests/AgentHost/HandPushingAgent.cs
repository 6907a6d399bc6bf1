using Handler.Protocol;
using Handler.Server.Tasks;
using Handler.TestKit.History;

namespace Handler.EndToEndTests.AgentHost;

/// <summary>
/// Works in steps and pushes a status by hand after each, and notes each that was answered as queued. The end is pushed before it is told: what a kill takes
/// is made anew by the next life.
/// </summary>
internal sealed class HandPushingAgent(
    WitnessedAgentSettings settings, WitnessFile witness, TimeProvider clock, IPushNotificationConfigs configs, IPushNotificationSender sender) : IAgentExecutor
{
    public bool CanResume => true;

    public async Task ExecuteAsync(RequestContext request, TaskUpdater task, CancellationToken cancel)
    {
        // Whose config came with the message gets all; the others only what is made once they are there.
        var first = (await configs.ListAsync(cancel))[0];
        for (var step = (request.Task.Artifacts?.Count ?? 0) + 1; step <= settings.Steps; step++)
        {
            var text = $"{step} of {settings.Steps}, process {Environment.ProcessId}";
            await DeliverAsync(task, first, TaskState.Working, text, cancel);
            await Task.Delay(settings.Interval, clock, cancel);
            await task.AddArtifactAsync(new Artifact { ArtifactId = $"result-{step}", Parts = [Part.FromText(text)] }, cancel);
        }

        await DeliverAsync(task, first, TaskState.Completed, $"done, process {Environment.ProcessId}", cancel);
        await task.CompleteAsync(cancel: cancel);
    }

    private async Task DeliverAsync(TaskUpdater task, PushConfigView first, TaskState state, string text, CancellationToken cancel)
    {
        foreach (var config in await configs.ListAsync(cancel))
        {
            var message = new Message { MessageId = text, Role = Role.Agent, Parts = [Part.FromText(text)] };
            var update = new TaskStatusUpdateEvent
            {
                TaskId = task.TaskId,
                ContextId = task.ContextId,
                Status = new AgentTaskStatus { State = state, Message = message },
            };
            if (await sender.DeliverAsync(config, update, cancel) == DeliverOutcome.Queued && config.Id == first.Id)
            {
                witness.Committed(task.TaskId, UpdateKey.Status(state, text));
            }
        }
    }
}
