using System.Text;
using Handler.Protocol;
using Handler.TestKit;
using Handler.Tests.Receiver;
using Microsoft.Extensions.DependencyInjection;

namespace Handler.Tests.Server.Transports;

/// <summary>A stream that has nothing to tell says that it lives, for those between agent and client.</summary>
public sealed class KeepAliveTests
{
    private const string Message = """{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"x"}]}}""";

    private readonly ManualClock _clock = new();
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData("/", "application/json", $$"""{"jsonrpc":"2.0","id":1,"method":"SendStreamingMessage","params":{{Message}}}""")]
    [InlineData("/message:stream", "application/a2a+json", Message)]
    public async Task A_silent_stream_sends_a_comment_after_each_interval_and_goes_on(string path, string contentType, string body)
    {
        await using var host = await StartAsync(TimeSpan.FromSeconds(15));
        using var lines = await StreamAsync(host, path, contentType, body);
        await EventsAsync(lines, 2);

        for (var i = 0; i < 3; i++)
        {
            await PassAsync(TimeSpan.FromSeconds(15));
            (await lines.ReadLineAsync()).ShouldBe(": keep-alive");
            (await lines.ReadLineAsync()).ShouldBe("");
        }

        _go.SetResult();

        (await lines.ReadToEndAsync()).ShouldContain("TASK_STATE_COMPLETED");
    }

    [Fact]
    public async Task It_is_left_out_where_the_options_say_so()
    {
        await using var host = await StartAsync(TimeSpan.Zero);
        using var lines = await StreamAsync(host, "/message:stream", "application/json", Message);
        await EventsAsync(lines, 2);

        // What the events that were read had to wait for may still be let go of, on another thread.
        await Eventually.BecomesTrue(() => _clock.NextDue is null);
        _clock.Advance(TimeSpan.FromHours(2));
        _go.SetResult();

        (await lines.ReadToEndAsync()).ShouldNotContain("keep-alive");
    }

    private async Task<AgentHost> StartAsync(TimeSpan keepAlive)
    {
        var host = await AgentHost.StartAsync(
            prepare: services => services.AddSingleton<TimeProvider>(_clock), configure: options => options.StreamKeepAlive = keepAlive);
        host.Script.Execute = async (_, task, cancel) =>
        {
            await task.WorkingAsync("on it", cancel);
            await _go.Task;
            await task.CompleteAsync("done", cancel);
        };
        return host;
    }

    private static async Task<StreamReader> StreamAsync(AgentHost host, string path, string contentType, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        var answer = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(A2AMediaTypes.EventStream);
        return new StreamReader(await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>Reads so many events: the task, then that it is at work.</summary>
    private static async Task EventsAsync(StreamReader lines, int count)
    {
        for (var i = 0; i < count; i++)
        {
            (await lines.ReadLineAsync()).ShouldNotBeNull().ShouldStartWith("data: ");
            (await lines.ReadLineAsync()).ShouldBe("");
        }
    }

    /// <summary>Moves time to what waits for it, once it does.</summary>
    private async Task PassAsync(TimeSpan by)
    {
        var due = _clock.GetUtcNow() + by;
        await Eventually.BecomesTrue(() => _clock.NextDue == due);
        _clock.AdvanceTo(due);
    }
}
