// The push engine alone, beside an A2A server of another make: run it with `dotnet run --project samples/EngineAlone`, then
//   handler message send --url http://127.0.0.1:8001 "autumn" --push-url http://127.0.0.1:9000/webhook
// The server (OtherServer.cs) keeps its tasks in its own way and knows nothing of this library but the five calls of IPushNotifications.
using System.Text.Json.Nodes;
using EngineAlone;
using Handler.Server;
using Handler.Sqlite;

var url = args is [var given, ..] ? given : "http://127.0.0.1:8001";
var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddPushEngine(push => push.Egress.AllowLoopback = true) // for this machine; in production webhooks are public https
    .UseSqlite(args is [_, var database] ? database : "engine-alone.db");
builder.Services.AddSingleton<OtherServer>();

var app = builder.Build();
app.MapGet("/.well-known/agent-card.json", () => Results.Text(OtherServer.CardAt(url), "application/json"));
app.MapPost("/", async (HttpRequest request, OtherServer server, CancellationToken cancel) =>
{
    var call = (await JsonNode.ParseAsync(request.Body, cancellationToken: cancel))!.AsObject();
    return Results.Text((await server.AnswerAsync(call, cancel)).ToJsonString(), "application/json");
});
app.Run(url);
