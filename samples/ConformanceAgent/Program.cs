// An agent that does what it is told, for conformance kits and for clients under test: run it with `dotnet run --project samples/ConformanceAgent`.
// What it does is chosen by how the first text begins, or the messageId: samples/README.md has the list.
//   --urls http://127.0.0.1:9999   where it listens
//   --capabilities off             without streams, push notifications and extended card: every call of theirs is refused
//   --otherwise ask                what it does when a message asks for nothing of the list; complete, unless it is said
//   --card 0.3                     a request for the card that names no version gets that of 0.3
//   --errors 1.0.1                 HTTP statuses of REST as release 1.0.1 has them
//   --any-input yes                takes files of every media type, also of those that its card does not name
//   --require-extension urn:x      an extension that every call has to name
using ConformanceAgent;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server;
using Handler.Server.Push;

var builder = WebApplication.CreateSlimBuilder(args);
var options = builder.Configuration;
builder.WebHost.UseUrls(options["urls"] ?? "http://127.0.0.1:9999");

var isCapable = options["capabilities"] != "off";
var card = AgentCard.Describe("Conformance agent", "Does what the beginning of a message asks for.") with
{
    DefaultInputModes = ["text/plain", "application/json", "application/octet-stream"],
    DefaultOutputModes = ["text/plain", "application/json"],
    Skills = [.. Behaviors.All.Select(behavior => behavior.Skill)],
    Capabilities = new AgentCapabilities { Extensions = options["require-extension"] is { } uri ? [new AgentExtension { Uri = uri, Required = true }] : null },
};

builder.Services.AddSingleton(Behaviors.Of(options["otherwise"] ?? "complete"));
var services = builder.Services.AddA2AAgent<ConformanceExecutor>(card, agent =>
{
    agent.ErrorRevision = options["errors"] == "1.0.1" ? ErrorRevision.V101 : ErrorRevision.V100;
    agent.AnyInputMode = options["any-input"] == "yes";
    agent.V03CardByDefault = options["card"] == "0.3";
    agent.Streaming = isCapable;
    agent.ExtendedCard = isCapable ? card with { Description = "Does what the beginning of a message asks for, and says so to who is known." } : null;
});
if (isCapable)
{
    services.AddPushNotifications(push => push.Egress.AllowLoopback = true); // for this machine; in production webhooks are public https
}

var app = builder.Build();
app.MapA2A();
app.Run();
