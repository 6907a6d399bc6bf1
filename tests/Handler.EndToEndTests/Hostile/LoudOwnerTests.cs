using Handler.EndToEndTests.Push;
using Handler.TestKit;
using Handler.TestKit.History;

namespace Handler.EndToEndTests.Hostile;

/// <summary>Number 16: one owner makes nearly all the load, and more than the agent has places for. Another one is told everything while most of that still waits.</summary>
public sealed class LoudOwnerTests
{
    private const int LoudTasks = 30;
    private const string Quiet = "quiet";
    private static readonly Dictionary<string, string> Keys = new() { ["loud"] = new('l', 32), ["quiet"] = new('q', 32) };

    [Fact]
    public async Task A_quiet_owner_is_told_everything_while_most_of_a_loud_ones_load_waits() => (await ShareOfLoudAsync(quiet: "quiet")).ShouldBeLessThan(0.5);

    [Fact]
    public async Task A_quiet_owner_who_is_taken_for_the_loud_one_is_found() => (await ShareOfLoudAsync(quiet: "loud")).ShouldBeGreaterThan(0.5);

    /// <summary>How much of the loud one's load had been told when the quiet one was told everything.</summary>
    private static async Task<double> ShareOfLoudAsync(string quiet)
    {
        var recorder = new HistoryRecorder();
        await using var hook = TestWebhook.Start();
        recorder.Watch(arrival => arrival.Path[1..], hook, _ => WebhookAnswer.Of(200, TimeSpan.FromMilliseconds(700)));
        await using var agent = await BesiegedAgent.StartAsync(new() { Keys = Keys, MaxInFlight = 8, Steps = 2, Interval = 5 });
        using var loudly = agent.Connect(Keys["loud"]);
        using var quietly = agent.Connect(Keys[quiet]);
        for (var i = 0; i < LoudTasks; i++)
        {
            await agent.BeginAsync(new Uri(hook.Url, "/loud").ToString(), loudly);
        }

        var task = await agent.BeginAsync(new Uri(hook.Url, $"/{Quiet}").ToString(), quietly);
        await recorder.EndsAsync(Quiet, task, () => agent.Story);

        var history = recorder.ToHistory();
        var each = history.Arrivals.Where(arrival => arrival.Webhook == Quiet).DistinctBy(arrival => arrival.Id).Count();
        return (double)history.Arrivals.Where(arrival => arrival.Webhook == "loud").DistinctBy(arrival => arrival.Id).Count() / (each * LoudTasks);
    }
}
