// The client of samples/PushExecutor: submits a task, registers a webhook of its own, takes what is pushed from a queue, and holds no connection open meanwhile.
//   dotnet run --project samples/PushExecutor     # in another terminal
//   dotnet run --project samples/PushClient
using Handler.Client;
using Handler.Protocol;
using Handler.Receiver;
using Handler.Receiver.Inbox;

const string token = "a secret of this task";
var rule = new string('─', 60);

// The receiver runs in the background; its inbox is the queue that the main thread takes from.
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.Services.AddPushReceiver(receiver => receiver.Accept.Token(token));
await using var receiver = builder.Build();
receiver.MapPushReceiver("/webhook");
receiver.Urls.Add(args.ElementAtOrDefault(1) ?? "http://127.0.0.1:9293");
await receiver.StartAsync();
var inbox = receiver.Services.GetRequiredService<IInbox>();
var webhook = receiver.Urls.First() + "/webhook";
Console.WriteLine($"=== Webhook receiver listening on {webhook} ===");

// The dialect of tasks/send. Without Protocol the agent's card decides: this agent would be called in A2A 1.0, by the same lines.
using var agent = await A2AClient.ConnectAsync(args.ElementAtOrDefault(0) ?? "http://127.0.0.1:9292", new() { Protocol = WireFormat.Legacy });
var card = await agent.GetAgentCardAsync();
Console.WriteLine($"""
    === Agent Card ===
    Name:               {card.Name}
    Description:        {card.Description}
    push_notifications: {(card.Capabilities.PushNotifications == true ? "true" : "false")}
    streaming:          {(card.Capabilities.Streaming == true ? "true" : "false")}
    """);
if (!await agent.SupportsPushNotificationsAsync())
{
    Console.WriteLine("Agent does not advertise push notification support.");
    return 1;
}

Console.WriteLine($"{rule}\nSubmitting task via tasks/send…");
var task = (await agent.SendTextAsync("Run the push demo")).Task!;
Console.WriteLine($"  Task started: id={task.Id[..8]}");

// The token travels as authenticationInfo: {"scheme":"apiKey","value":"…","headerName":"X-A2A-Notification-Token"}.
Console.WriteLine("Registering webhook via tasks/pushNotification/set…");
var config = await agent.SetPushConfigAsync(task.Id, webhook, token);
Console.WriteLine($"  Webhook registered: {config.Url}");
Console.WriteLine($"tasks/pushNotification/get  → webhookUrl={(await agent.GetPushConfigAsync(task.Id, config.Id)).Url}");
Console.WriteLine($"tasks/pushNotification/list → {await agent.EnumerateTaskPushNotificationConfigsAsync(task.Id).CountAsync()} config(s) registered");

Console.WriteLine($"{rule}\nWatching webhook for incoming push notifications…");
var pushes = new List<ReceivedNotification>();
using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
try
{
    await foreach (var push in inbox.ReadAllAsync(task.Id, cancel: patience.Token))
    {
        pushes.Add(push);
        var isFinal = push.State.IsTerminal;
        Console.WriteLine($"  push received → state={push.State.Name}{(push.Text is { } text ? $" ({text})" : "")}{(isFinal ? "  [FINAL]" : "")}");
        if (isFinal)
        {
            break;
        }
    }
}
catch (OperationCanceledException)
{
    Console.WriteLine("  no final push within a minute");
}

Console.WriteLine($"{rule}\nCalling tasks/pushNotification/delete…");
await agent.DeleteTaskPushNotificationConfigAsync(task.Id, config.Id!);
var remaining = await agent.EnumerateTaskPushNotificationConfigsAsync(task.Id).CountAsync();
Console.WriteLine($"tasks/pushNotification/list → {remaining} config(s) remaining");

var finalSeen = pushes.Exists(push => push.State.IsTerminal);
Console.WriteLine($"""

    === Summary ===
    Push notifications received : {pushes.Count}
    States delivered            : {string.Join(" → ", pushes.Select(push => push.State.Name))}
    Final delivery seen         : {(finalSeen ? "yes" : "no")}
    Config cleaned up           : {(remaining == 0 ? "yes" : "no")}

    === Verification ===
    """);
(string Claim, bool Holds)[] checks =
[
    ("Push notifications received (≥2)", pushes.Count >= 2),
    ("Final push delivery seen", finalSeen),
    ("Final state is completed", pushes is [.., { State.Name: "completed" }]),
    ("Config deleted successfully", remaining == 0),
];
foreach (var (claim, holds) in checks)
{
    Console.WriteLine($"{claim,-32} : {(holds ? "PASS" : "FAIL")}");
}

var passed = checks.All(check => check.Holds);
Console.WriteLine(passed ? "\nAll assertions passed." : "\nOne or more assertions failed.");
return passed ? 0 : 1;
