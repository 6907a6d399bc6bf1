// An agent that pushes by hand: run it with `dotnet run --project samples/PushExecutor`, then its client with `dotnet run --project samples/PushClient`.
// It is called in A2A 1.0, 0.3 or the dialect of tasks/send; each webhook gets the event in the dialect that registered it.
using Handler.Protocol;
using Handler.Server;
using Handler.Server.Push;
using Handler.Server.Tasks;

var builder = WebApplication.CreateSlimBuilder(args);
var card = AgentCard.Describe("Push Demo Agent", "Works in three steps and pushes the status of its task to the webhook after each.");
builder.Services.AddA2AAgent<PushExecutor>(card).AddPushNotifications(push =>
{
    push.Automatic = false; // the executor pushes, and nothing else does
    push.Egress.AllowLoopback = true; // for this machine; in production webhooks are public https
});

var app = builder.Build();
app.MapA2A();
app.Run(args is [var url] ? url : "http://127.0.0.1:9292");

internal sealed class PushExecutor(IPushNotificationConfigs configs, IPushNotificationSender sender) : IAgentExecutor
{
    public async Task ExecuteAsync(RequestContext request, TaskUpdater task, CancellationToken cancel)
    {
        await task.WorkingAsync("Working in three steps.", cancel);
        await DeliverAsync(task, cancel);
        foreach (var step in Enumerable.Range(1, 3))
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancel); // work
            await task.AddArtifactAsync(new Artifact { ArtifactId = $"step-{step}", Parts = [Part.FromText($"Result of step {step}")] }, cancel);
            await DeliverAsync(task, cancel);
        }

        await task.CompleteAsync("All three steps are done.", cancel);
        await DeliverAsync(task, cancel);
    }

    // The webhooks that clients have registered by now: each gets the status as an event of its own, in order, and again until it has it.
    private async Task DeliverAsync(TaskUpdater task, CancellationToken cancel)
    {
        var update = new TaskStatusUpdateEvent { TaskId = task.TaskId, ContextId = task.ContextId, Status = task.Current.Status };
        foreach (var config in await configs.ListAsync(cancel))
        {
            await sender.DeliverAsync(config, update, cancel);
        }
    }
}
