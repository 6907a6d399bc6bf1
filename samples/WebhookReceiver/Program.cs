// A webhook that verifies, keeps and handles what agents push: run it with `dotnet run --project samples/WebhookReceiver`, then register
//   http://127.0.0.1:9000/webhook with the token "secret-token-123".
using Handler.Receiver;
using Handler.Receiver.Inbox;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddSingleton<Billing>();
builder.Services.AddPushReceiver(receiver => receiver.Accept.Token("secret-token-123"))
    .OnNotification(async (ReceivedNotification push, Billing billing, CancellationToken cancel) =>
    {
        // Acknowledged already, each delivery once, one at a time per task and in order. A throw is tried again after 1, 10 and 60 seconds.
        if (push.State.IsTerminal)
        {
            await billing.CloseAsync(push.TaskId, push.State.Name, cancel);
        }
    });

var app = builder.Build();
app.MapPushReceiver("/webhook");
app.Run("http://127.0.0.1:9000");

internal sealed partial class Billing(ILogger<Billing> logger)
{
    public Task CloseAsync(string? taskId, string? state, CancellationToken cancel)
    {
        LogClosed(taskId, state);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Task {TaskId} is {State}: its account is closed.")]
    private partial void LogClosed(string? taskId, string? state);
}
