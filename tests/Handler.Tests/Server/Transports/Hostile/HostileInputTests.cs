using System.Globalization;
using System.Text.Json.Nodes;
using Handler.Protocol;
using Handler.Tests.Server.Transports.Rest;
using Microsoft.Extensions.Logging;

namespace Handler.Tests.Server.Transports.Hostile;

/// <summary>
/// Whatever comes over either binding is answered or refused: never 500, never an internal error, never an exception that nobody caught. Of each binding 2,500 requests, or half of
/// <c>HANDLER_CASES</c>; a seed that fails is told with its request, and makes the same one again.
/// </summary>
public sealed class HostileInputTests
{
    private const int InternalError = -32603;

    // A host is left after so many, for its tasks make lists long.
    private const int EachHost = 500;

    private static int Cases =>
        int.TryParse(Environment.GetEnvironmentVariable("HANDLER_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases) ? cases / 2 : 2500;

    [Fact]
    public Task Nothing_that_is_posted_to_JSON_RPC_makes_the_agent_fail() => CheckAsync(maker => maker.JsonRpc());

    [Fact]
    public Task Nothing_that_is_asked_of_REST_makes_the_agent_fail() => CheckAsync(maker => maker.Rest());

    private static async Task CheckAsync(Func<HostileMaker, HostileRequest> make)
    {
        var (faults, carriedOut) = (new List<string>(), 0);
        foreach (var seeds in Enumerable.Range(1, Cases).Chunk(EachHost))
        {
            await using var host = await AgentHost.StartAsync(use: RestCaller.TellTarget, configure: options => options.AnyInputMode = seeds[0] % 2 == 1);
            host.Script.Execute = async (request, task, cancel) =>
                await (request.Text == "ask" ? task.RequireInputAsync("which?", cancel) : task.CompleteAsync("done", cancel));
            string[] tasks = ["no-such-task", await host.SendAsync(), await host.SendAsync("ask")];
            foreach (var seed in seeds)
            {
                var request = make(new HostileMaker(seed, tasks));
                var (fault, isDone) = await AskAsync(host, request);
                carriedOut += isDone ? 1 : 0;
                if (fault is not null)
                {
                    faults.Add($"seed {seed}: {fault}: {request}");
                }
            }

            faults.AddRange(host.Log.Entries.Where(entry => entry.Level >= LogLevel.Error || entry.Exception is not null)
                .Select(entry => $"seeds {seeds[0]} to {seeds[^1]}: {entry} {entry.Exception}"));
        }

        faults.ShouldBeEmpty();
        carriedOut.ShouldBeInRange(Cases / 20, Cases * 19 / 20, "Requests that are all refused, or none, try little.");
    }

    private static async Task<(string? Fault, bool IsDone)> AskAsync(AgentHost host, HostileRequest request)
    {
        try
        {
            using var response = await request.SendAsync(host.Client);
            var text = await FirstOfAsync(response);
            return (int)response.StatusCode >= 500
                ? ($"answered {(int)response.StatusCode} {text}", false)
                : (FaultIn(text, request.Path.Split('?')[0] == "/"), response.IsSuccessStatusCode && !text.Contains("\"error\":", StringComparison.Ordinal));
        }
        catch (Exception error)
        {
            return (error.ToString(), false);
        }
    }

    /// <summary>Of a stream the first event: one of a task that waits for somebody has no end.</summary>
    private static async Task<string> FirstOfAsync(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType != A2AMediaTypes.EventStream)
        {
            return await response.Content.ReadAsStringAsync();
        }

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var line = await reader.ReadLineAsync();
        while (line?.StartsWith("data: ", StringComparison.Ordinal) == false)
        {
            line = await reader.ReadLineAsync();
        }

        return line?["data: ".Length..] ?? "";
    }

    private static string? FaultIn(string text, bool isJsonRpc)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var answer = JsonNode.Parse(text)!.AsObject();
        var code = (int?)(answer["error"]?["code"] ?? (answer["message"] is JsonValue ? answer["code"] : null));
        var isWhole = !isJsonRpc || (answer["jsonrpc"]?.ToString() == "2.0" && (answer.ContainsKey("result") ^ answer.ContainsKey("error")));
        return code != InternalError && isWhole ? null : $"answered {text}";
    }
}
