using System.Net;
using System.Security.Cryptography.X509Certificates;
using Handler.EndToEndTests.Processes;
using Handler.Protocol;
using Handler.TestKit;
using Handler.TestKit.History;
using Handler.TestKit.Hostile;

namespace Handler.EndToEndTests.Hostile;

/// <summary>
/// One way to misbehave: a task of its own, told to a webhook that does so until the agent has noted what it makes of it, and is well then.
/// </summary>
internal sealed class IllWebhook : IAsyncDisposable
{
    /// <summary>What is expected where a webhook tells 200 and misbehaves after that: the status line decides.</summary>
    public const string Delivered = "delivered";

    /// <summary>Its name for the agent.</summary>
    public const string Host = "here.hook.test";

    private const string Name = "webhook";

    private readonly HistoryRecorder _recorder = new();
    private readonly ReservedPort _port = new();
    private HostileWebhook? _webhook;
    private string _task = "";
    private DeliveryHealth? _ill;

    private IllWebhook(string way, string outcome) => (Way, Outcome) = (way, outcome);

    /// <summary>For the message of a failure.</summary>
    public string Way { get; }

    private string Outcome { get; }

    private long? MostBytes { get; init; }

    private int? MostDrips { get; init; }

    private string Scheme { get; init; } = "http";

    private bool IsDown { get; init; }

    private HostileDoor IllDoor { get; init; } = HostileDoor.Plain;

    private HostileDoor WellDoor { get; init; } = HostileDoor.Plain;

    private WebhookAnswer Answer { get; init; } = WebhookAnswer.Ok;

    /// <summary>Nobody listens at first.</summary>
    public static IllWebhook Down() => new("down", "not-connected") { IsDown = true };

    /// <summary>Requests are answered so.</summary>
    public static IllWebhook Answering(WebhookAnswer answer, string outcome, long? mostBytes = null, int? mostDrips = null) =>
        new($"{answer.Manner} {answer.Status}", outcome) { Answer = answer, MostBytes = mostBytes, MostDrips = mostDrips };

    /// <summary>Connections meet this door under TLS, and later one with a good certificate.</summary>
    public static IllWebhook Behind(HostileDoor door, X509Certificate2 good, string outcome) =>
        new($"{door.Name}, {outcome}", outcome) { Scheme = "https", IllDoor = door, WellDoor = HostileDoor.Tls(good) };

    public async Task BeginAsync(BesiegedAgent agent)
    {
        if (!IsDown)
        {
            Start(IllDoor, Answer);
        }

        _task = await agent.BeginAsync($"{Scheme}://{Host}:{_port.Number}/webhook");
        _recorder.Subscribed(_task, Name);
    }

    /// <summary>Sees how the agent takes it, makes the webhook well, and waits until nothing waits for it.</summary>
    public async Task SettleAsync(BesiegedAgent agent)
    {
        _ill = await agent.HealthAsync(_task, health => health.Attempts >= 2 || health.LastDelivered is not null);
        Start(WellDoor, WebhookAnswer.Ok);
        await agent.EndsAsync(_task);
        await agent.HealthAsync(_task, health => health.Waiting == 0);
    }

    public IEnumerable<string> Faults(IReadOnlyList<CommittedUpdate> committed)
    {
        var told = _ill!.LastDelivered is null ? _ill.LastFailure!.Outcome : Delivered;
        if (told != Outcome)
        {
            yield return $"{Way}: told as {told} ({_ill.LastFailure?.Reason}) and not as {Outcome}.";
        }

        if (_webhook!.Outlasted > 0)
        {
            yield return $"{Way}: {_webhook.Outlasted} answers without end were endured to {_webhook.MostBytes} bytes or {_webhook.MostDrips} drops.";
        }

        foreach (var violation in HistoryChecker.Check(_recorder.ToHistory() with { Committed = committed }))
        {
            yield return $"{Way}: {violation}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_webhook is not null)
        {
            await _webhook.DisposeAsync();
        }

        _port.Dispose();
    }

    private void Start(HostileDoor door, WebhookAnswer answer)
    {
        _webhook ??= HostileWebhook.Start(new IPEndPoint(IPAddress.Loopback, _port.Release()), mostBytes: MostBytes, mostDrips: MostDrips);
        _webhook.DoorOtherwise(door);
        _recorder.Watch(Name, _webhook, _ => answer);
    }
}
