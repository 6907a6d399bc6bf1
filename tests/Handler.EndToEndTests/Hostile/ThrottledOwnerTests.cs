using Handler.EndToEndTests.Push;
using Handler.TestKit;
using Handler.TestKit.History;

namespace Handler.EndToEndTests.Hostile;

/// <summary>Number 12: one owner's webhook answers 429 with <c>Retry-After</c>. What that owner sends to this origin waits, and nobody else's does.</summary>
public sealed class ThrottledOwnerTests
{
    private const int Hour = 3_600_000;
    private static readonly Dictionary<string, string> Keys = new() { ["ann"] = new('a', 32), ["bob"] = new('b', 32), ["cat"] = new('c', 32) };

    [Fact]
    public async Task One_owners_Retry_After_does_not_hold_anothers_on_the_same_origin() => (await RunAsync(bob: "bob")).ShouldBeEmpty();

    [Fact]
    public async Task An_owner_who_is_taken_for_the_one_that_is_held_is_found() => (await RunAsync(bob: "ann")).ShouldBe(["bob was held"]);

    private static async Task<IReadOnlyList<string>> RunAsync(string bob)
    {
        var recorder = new HistoryRecorder();
        await using var hook = TestWebhook.Start();
        recorder.Watch(arrival => arrival.Path[1..], hook, arrival => arrival.Path == "/busy" ? WebhookAnswer.Of(429, retryAfter: "3600") : WebhookAnswer.Ok);
        await using var agent = await BesiegedAgent.StartAsync(new() { Keys = Keys, MaxRetryAfter = Hour });
        using var ann = agent.Connect(Keys["ann"]);
        using var other = agent.Connect(Keys[bob]);
        using var cat = agent.Connect(Keys["cat"]);
        var busy = await agent.BeginAsync(new Uri(hook.Url, "/busy").ToString(), ann);
        var health = await agent.HealthAsync(busy, health => health.LastFailure is not null, ann);
        await agent.BeginAsync(new Uri(hook.Url, "/ann").ToString(), ann);
        var bobs = await agent.BeginAsync(new Uri(hook.Url, "/bob").ToString(), other);
        var cats = await agent.BeginAsync(new Uri(hook.Url, "/cat").ToString(), cat);

        // Who began last is told to the end, so there was room and time for all.
        await recorder.EndsAsync("cat", cats, () => agent.Story);
        if (bob == "bob")
        {
            await recorder.EndsAsync("bob", bobs, () => agent.Story);
        }

        health.LastFailure!.Status.ShouldBe(429);
        return
        [
            .. hook.Arrivals.Any(arrival => arrival.Path == "/ann") ? (string[])["ann was not held"] : [],
            .. hook.Arrivals.Any(arrival => arrival.Path == "/bob") ? (string[])[] : ["bob was held"],
        ];
    }
}
