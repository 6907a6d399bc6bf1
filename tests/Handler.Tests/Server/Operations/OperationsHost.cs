using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Handler.Server;
using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.Tests.Server.Transports;
using Microsoft.Extensions.DependencyInjection;

namespace Handler.Tests.Server.Operations;

/// <summary>An agent with operations behind a token, and an operator who has it.</summary>
internal sealed class OperationsHost : IAsyncDisposable
{
    public const string Token = "a token of operators";

    private OperationsHost(AgentHost agent) => Agent = agent;

    public AgentHost Agent { get; }

    public IAgentStore Store => Agent.Services.GetRequiredService<IAgentStore>();

    public static async Task<OperationsHost> StartAsync(Action<IServiceCollection>? prepare = null, Action<PushOptions>? push = null) =>
        new(await AgentHost.StartAsync(
            use: app => app.MapOperations(configure: operations => operations.Token = Token), prepare: prepare, configurePush: push));

    /// <summary>Begins a task that pushes to <paramref name="url"/>; the lane of its config.</summary>
    public async Task<LaneRow> PushAsync(string url = "https://hooks.example/in?key=secret-of-url", string text = "hello")
    {
        var task = (string)(await Agent.ResultAsync(
            "SendMessage",
            $$$"""
            {"message":{"messageId":"m-{{{text}}}","role":"ROLE_USER","parts":[{"text":"{{{text}}}"}]},
             "configuration":{"taskPushNotificationConfig":{"id":"config","url":"{{{url}}}","token":"secret-token",
               "authentication":{"scheme":"Bearer","credentials":"secret-credentials"} } } }
            """))["task"]!["id"]!;
        return (await Store.GetAsync(new TaskKey(OwnerScope.Anonymous, task), "config", CancellationToken.None)).ShouldNotBeNull().Lane;
    }

    /// <summary>Writes what an attempt did, as the engine does.</summary>
    public async Task RecordAsync(LaneResult result, params GateRow[] gates)
    {
        var owned = await Store.OwnAsync(CancellationToken.None);
        await Store.RecordAsync(new ResultBatch(owned.Epoch, [result], gates), CancellationToken.None);
    }

    public Task<JsonNode> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<JsonNode> PostAsync(string path, string body) => SendAsync(HttpMethod.Post, path, body);

    /// <summary>The detail of what is refused.</summary>
    public async Task<string> RefusalAsync(HttpMethod method, string path, HttpStatusCode expected, string? body = null)
    {
        using var response = await AskAsync(method, path, body);
        response.StatusCode.ShouldBe(expected);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        ((int)problem["status"]!).ShouldBe((int)expected);
        return (string)problem["detail"]!;
    }

    public Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string? body = null, string? token = Token)
    {
        var request = new HttpRequestMessage(method, "/operations/" + path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return Agent.Client.SendAsync(request);
    }

    public ValueTask DisposeAsync() => Agent.DisposeAsync();

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var response = await AskAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }
}
