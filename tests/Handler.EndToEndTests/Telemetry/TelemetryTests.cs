using System.Net;
using System.Text;
using Handler.EndToEndTests.Processes;
using Handler.TestKit;

namespace Handler.EndToEndTests.Telemetry;

/// <summary><c>handler server agent</c> beside a collector that only keeps what it is sent.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Metrics_and_traces_of_deliveries_come_to_the_collector_that_the_environment_names()
    {
        await using var collector = TestWebhook.Start();
        await using var hook = TestWebhook.Start();
        hook.Answer(503);
        await using var agent = await HandlerAgent.StartAsync(
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = new Uri(collector.Url, "/").ToString(),
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
                ["OTEL_SERVICE_NAME"] = "the-agent",
            },
            steps: 1,
            "10ms");

        await agent.WaitForEndAsync(await agent.BeginAsync(hook.Url));
        await Eventually.HoldsAsync(
            () => IsTold(collector, "/v1/metrics", "the-agent", "handler.push.attempts", "handler.push.delivered", "handler.push.lag", "answered", "5xx", "2xx")
                && IsTold(collector, "/v1/traces", "the-agent", "Handler.Push", "a2a.push.sequence", "503"),
            () => $"{collector.Arrivals.Count} exports came.\n{agent.Story}");

        IsLoaded(agent).ShouldBeTrue();
    }

    [Fact]
    public async Task A_start_without_export_loads_nothing_of_it()
    {
        await using var agent = await HandlerAgent.StartAsync(steps: 1, "10ms");
        await agent.WaitForEndAsync(await agent.BeginAsync());

        IsLoaded(agent).ShouldBeFalse();
    }

    [Fact]
    public async Task An_endpoint_that_is_no_URL_is_said_at_the_start()
    {
        await using var agent = HandlerProcess.StartWith(
            new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector:4317" }, "server", "agent", "--port", "0");

        (await agent.WaitForExitAsync()).ShouldBe(2, agent.Story);
        agent.Story.ShouldContain("OTEL_EXPORTER_OTLP_ENDPOINT is 'collector:4317'");
    }

    [Theory]
    [InlineData]
    [InlineData("--no-push")]
    [InlineData("--api-key", "a-key-to-call")]
    public async Task An_agent_says_that_it_is_live_and_ready(params string[] more)
    {
        await using var agent = await HandlerAgent.StartAsync(steps: 1, "10ms", more);
        using var http = new HttpClient { BaseAddress = new Uri(agent.Url) };

        foreach (var path in new[] { "/health/live", "/health/ready" })
        {
            await HealthyAsync(http, path, agent);
        }
    }

    // It listens before the engine has begun.
    private static async Task HealthyAsync(HttpClient http, string path, HandlerAgent agent)
    {
        using var late = new CancellationTokenSource(ChildProcess.Patience);
        while (true)
        {
            using var answer = await http.GetAsync(path);
            var told = await answer.Content.ReadAsStringAsync();
            if ((answer.StatusCode, told) == (HttpStatusCode.OK, "Healthy"))
            {
                return;
            }

            late.IsCancellationRequested.ShouldBeFalse($"{path} says {told}.\n{agent.Story}");
            await Task.Delay(20);
        }
    }

    private static bool IsTold(TestWebhook collector, string path, params string[] words)
    {
        var told = string.Concat(collector.Arrivals.Where(arrival => arrival.Path == path).Select(arrival => Encoding.UTF8.GetString(arrival.Body.Span)));
        return words.All(word => told.Contains(word, StringComparison.Ordinal));
    }

    // The libraries are files that the process has mapped.
    private static bool IsLoaded(HandlerAgent agent) =>
        File.ReadAllText($"/proc/{agent.Id}/maps").Contains("OpenTelemetry", StringComparison.Ordinal);
}
