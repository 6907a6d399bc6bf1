// An agent whose updates arrive: run it with `dotnet run --project samples/ReportAgent`, then
//   handler message send --url http://127.0.0.1:8000 "autumn" --push-url http://127.0.0.1:9000/webhook
using Handler.Protocol;
using Handler.Server;
using Handler.Server.Push;
using Handler.Server.Tasks;
using Handler.Sqlite;

var builder = WebApplication.CreateSlimBuilder(args);
var card = AgentCard.Describe("Report agent", "Writes a short report on any subject, a sentence at a time.");
builder.Services.AddA2AAgent<ReportAgent>(card)
    .UseSqlite("report-agent.db")
    .AddPushNotifications(push => push.Egress.AllowLoopback = true); // for this machine; in production webhooks are public https

var app = builder.Build();
app.MapA2A();
app.Run("http://127.0.0.1:8000");

internal sealed class ReportAgent : IAgentExecutor
{
    public async Task ExecuteAsync(RequestContext request, TaskUpdater task, CancellationToken cancel)
    {
        await task.WorkingAsync($"Writing about {request.Text}.", cancel);
        foreach (var sentence in (string[])["It was long expected. ", "It came all the same. ", "Nobody was told twice."])
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancel); // a model thinks here
            await task.AppendAsync("report", sentence, cancel);
        }

        await task.CompleteAsync("The report is written.", cancel);
    }
}
