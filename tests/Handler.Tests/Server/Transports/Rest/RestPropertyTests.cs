using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Handler.Protocol;
using Handler.Server.Transports.Rest;

namespace Handler.Tests.Server.Transports.Rest;

/// <summary>No input makes the agent fail: what cannot be carried out is refused, in the form of the binding.</summary>
public sealed class RestPropertyTests
{
    private const int Cases = 400;

    private static readonly string[] Segments =
    [
        "tasks", "message:send", "message:stream", "message:", "extendedAgentCard", "pushNotificationConfigs", "acme", "(task)", "(task):cancel", "(task):subscribe",
        "no", "no:cancel", ":", ":cancel", "a:b:c", "%2F", "%3A", "%01", "%FF", "%C3%28", "%", "%zz", "..", ".", "%2e%2e", "a%2Fb", "%25", "+", "*", "ü", "", "v1", "{id}",
    ];

    private static readonly string[] Names =
        ["pageSize", "pageToken", "status", "historyLength", "includeArtifacts", "statusTimestampAfter", "contextId", "tenant", "id", "taskId", "A2A-Version", "page_size", "x"];

    private static readonly string[] Values =
        ["", "1", "-1", "0", "101", "x", "true", "TASK_STATE_WORKING", "2026-01-01T00:00:00Z", "9999-99-99T99:99:99Z", "%00", "%FF", "%F0%9F%98%80", "1e3", "NaN", "%22", "a&b", "MQ", "[]"];

    private static readonly string[] Bodies =
    [
        "", "{}", "[]", "null", "{", "\"x\"", "{\"id\":1}", "{\"tenant\":{}}", "{\"message\":null}", "{\"url\":\"https://hooks.example/\"}", "{\"taskId\":\"(task)\",\"url\":\"nonsense\"}",
        """{"message":{"messageId":"m","role":"ROLE_USER","content":[{"file":{"fileWithBytes":5}},null,{"data":{"data":null}}]}}""",
        """{"request":{"parts":[]},"configuration":{"blocking":"x","pushNotification":{"authentication":{"schemes":[null]}}}}""",
        """{"config":{"pushNotificationConfig":{"url":5}},"configId":{}}""",
        "{\"a\":1,\"a\":1}", "{\"metadata\":{\"\\ud800\":1}}", "\u00ff", RestCaller.Hello,
        """{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"text":"x"}],"taskId":"(task)"},"configuration":{"historyLength":-1}}""",
        """{"message":{"messageId":"m","role":"ROLE_USER","parts":[{"raw":"!"}]},"configuration":{"taskPushNotificationConfig":{"url":"ftp://x"}}}""",
    ];

    [Fact]
    public async Task No_request_is_a_500()
    {
        await using var host = await AgentHost.StartAsync(use: RestCaller.TellTarget);
        host.Script.Execute = (_, task, cancel) => task.RequireInputAsync("which one?", cancel);
        var id = await host.SendAsync();

        foreach (var seed in Enumerable.Range(0, Cases))
        {
            var (method, path, body) = Make(new Random(seed), id);
            using var response = await host.AskAsync(method, path, body);

            // A stream follows its task for as long as that waits.
            var text = response.Content.Headers.ContentType?.MediaType == A2AMediaTypes.EventStream ? "" : await response.Content.ReadAsStringAsync();

            ((int)response.StatusCode).ShouldBeLessThan(500, $"seed {seed}: {method} {path} with {body} was answered {text}");
            if (!response.IsSuccessStatusCode && text.Length > 0)
            {
                // That of 0.3 is the error alone, in the numbers of JSON-RPC.
                var told = JsonNode.Parse(text)!;
                (told["error"] is { } error ? (int)error["code"]! : told["message"] is null ? 0 : (int)response.StatusCode)
                    .ShouldBe((int)response.StatusCode, $"seed {seed}: {method} {path}");
            }
        }

        host.Log.Entries.ShouldNotContain(entry => entry.Exception != null);
    }

    [Fact]
    public void Any_ids_come_out_of_a_path_as_they_went_in() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyString>(), ArbMap.Default.ArbFor<NonEmptyString>(), (first, second) =>
        {
            var (task, config) = (Whole(first.Get), Whole(second.Get));

            var path = RestPath.Parse(["acme", "tasks", Uri.EscapeDataString(task), "pushNotificationConfigs", Uri.EscapeDataString(config)]);
            var action = RestPath.Parse(["tasks", Uri.EscapeDataString(task) + ":cancel"]);

            return path is { Resource: RestResource.PushConfig } && path.Fields["taskId"] == task && path.Fields["id"] == config && path.Fields["tenant"] == "acme"
                && action is { Resource: RestResource.TaskCancel } && action.Fields["id"] == task;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Any_segments_are_a_path_or_none() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string[]>(), segments =>
        {
            RestPath.Parse([.. segments.Select(segment => segment ?? "")]);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    // Half a surrogate pair has no UTF-8, so it cannot be in a path.
    private static string Whole(string text) => new([.. text.Where(character => !char.IsSurrogate(character))]);

    private static (string Method, string Path, string? Body) Make(Random random, string id)
    {
        string[] methods = ["GET", "POST", "DELETE", "HEAD", "PUT", "OPTIONS"];
        var method = random.Next(4) == 0 ? Pick(random, methods) : random.Next(2) == 0 ? "GET" : "POST";
        var path = (random.Next(4) == 0 ? "/v1" : "") + (random.Next(3) == 0 ? Any(random) : Likely(random));
        var query = string.Join('&', Enumerable.Range(0, random.Next(4)).Select(_ => $"{Pick(random, Names)}={Pick(random, Values)}"));
        var body = method is "POST" or "PUT" ? Pick(random, Bodies).Replace("(task)", id) : null;
        return (method, $"{path.Replace("(task)", id)}{(query.Length == 0 ? "" : "?")}{query}", body);
    }

    private static string Any(Random random) => "/" + string.Join('/', Enumerable.Range(0, random.Next(1, 6)).Select(_ => Pick(random, Segments)));

    private static string Likely(Random random) => random.Next(6) switch
    {
        0 => "/message:send",
        1 => "/message:stream",
        2 => $"/tasks/{Pick(random, Segments)}",
        3 => $"/tasks/(task)/pushNotificationConfigs/{Pick(random, Segments)}",
        4 => "/tasks/(task)/pushNotificationConfigs",
        _ => "/tasks",
    };

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
