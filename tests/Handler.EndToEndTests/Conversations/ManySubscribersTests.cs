using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Conversations;

/// <summary>Issue 6: 1,000 concurrent subscribers of one task each see all events in order, and memory is back to its start afterwards.</summary>
[Collection(AloneCollection.Name)]
public sealed class ManySubscribersTests : IAsyncLifetime
{
    private const int Subscribers = 1_000;
    private const int Events = 100;

    /// <summary>What may be left over of a round, and is less than what its streams hold while they are open.</summary>
    private const long Slack = 8 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private ConversingHost _host = null!;

    public async Task InitializeAsync() => _host = await ConversingHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_thousand_subscribers_of_a_task_see_every_event_in_order_and_leave_no_memory_behind()
    {
        // What pools and caches take for so many connections they keep: the first round fills them.
        await RoundAsync();
        var start = Heap();

        var open = await RoundAsync();

        (open - start).ShouldBeGreaterThan(Slack, "what the streams hold is less than the slack: the measure would see no leak of them");
        await Eventually.HoldsAsync(() => Heap() - start < Slack, () => $"{Heap() - start} bytes are left over", Patience);
    }

    /// <summary>One task, all subscribers, all events; then nothing of it is left.</summary>
    /// <returns>The heap while all streams are open.</returns>
    private async Task<long> RoundAsync()
    {
        using var late = new CancellationTokenSource(Patience);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
        _host.Cues.Events = Events;
        _host.Cues.Go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var task = (string)(await Channel.Of("REST 1.0", http, _host.Url).SendAsync("tell all", blocks: false))["id"]!;
        var subscribers = Enumerable.Range(0, Subscribers).Select(i => new Subscriber(http, Request(task, i), late.Token)).ToList();
        await Task.WhenAll(subscribers.Select(subscriber => subscriber.Subscribed));
        var open = Heap();

        _host.Cues.Go.SetResult();

        string[] all = ["task", .. Enumerable.Range(0, Events).Select(i => $"a{i}"), "TASK_STATE_COMPLETED"];
        foreach (var seen in await Task.WhenAll(subscribers.Select(subscriber => subscriber.Seen)))
        {
            seen.ShouldBe(all);
        }

        http.Dispose();
        await Eventually.HoldsAsync(
            () => _host.Feeds.Count == 0 && _host.Runs.Count == 0 && _host.Connections == 0,
            () => $"{_host.Feeds.Count} feeds, {_host.Runs.Count} runs and {_host.Connections} connections are left over",
            Patience);
        return open;
    }

    private HttpRequestMessage Request(string task, int number) => number % 2 == 0
        ? new HttpRequestMessage(HttpMethod.Get, $"{_host.Url}/tasks/{task}:subscribe")
        : new HttpRequestMessage(HttpMethod.Post, _host.Url + "/")
        {
            Content = new StringContent(
                $$$"""{"jsonrpc":"2.0","id":{{{number}}},"method":"SubscribeToTask","params":{"id":"{{{task}}}"}}""", Encoding.UTF8, "application/json"),
        };

    private static long Heap()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>A client that follows the task, and names what it sees.</summary>
    private sealed class Subscriber
    {
        private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Subscriber(HttpClient http, HttpRequestMessage request, CancellationToken cancel) => Seen = FollowAsync(http, request, cancel);

        /// <summary>Ends with the snapshot, or with what went wrong.</summary>
        public Task Subscribed => _subscribed.Task;

        public Task<List<string>> Seen { get; }

        private async Task<List<string>> FollowAsync(HttpClient http, HttpRequestMessage request, CancellationToken cancel)
        {
            try
            {
                using var asked = request;
                using var answer = await http.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead, cancel);
                answer.EnsureSuccessStatusCode();
                var seen = new List<string>(Events + 2);
                await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
                await foreach (var item in SseParser.Create(stream, (_, data) => Name(data)).EnumerateAsync(cancel))
                {
                    seen.Add(item.Data);
                    _subscribed.TrySetResult();
                }

                return seen;
            }
            catch (Exception error)
            {
                _subscribed.TrySetException(error);
                throw;
            }
        }

        private static string Name(ReadOnlySpan<byte> data)
        {
            var reader = new Utf8JsonReader(data);
            using var json = JsonDocument.ParseValue(ref reader);
            var update = json.RootElement.TryGetProperty("result", out var result) ? result : json.RootElement;
            return update.TryGetProperty("artifactUpdate", out var artifact) ? artifact.GetProperty("artifact").GetProperty("artifactId").GetString()!
                : update.TryGetProperty("statusUpdate", out var status) ? status.GetProperty("status").GetProperty("state").GetString()!
                : update.EnumerateObject().First().Name;
        }
    }
}
