using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Handler.Protocol;
using Handler.Server;
using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Handler.Tests.Server.Transports;

/// <summary>An agent behind a server without sockets.</summary>
internal sealed class AgentHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AgentHost(WebApplication app, AgentScript script, LogCapture log) => (_app, Script, Log) = (app, script, log);

    public AgentScript Script { get; }

    public LogCapture Log { get; }

    public IServiceProvider Services => _app.Services;

    public HttpClient Client { get; private init; } = null!;

    public static async Task<AgentHost> StartAsync(
        bool push = true,
        Action<A2AAgentOptions>? configure = null,
        AgentCard? card = null,
        string path = "/",
        Action<WebApplication>? use = null,
        Action<IServiceCollection>? prepare = null,
        Action<A2AAgentBuilder>? add = null,
        Action<IEndpointConventionBuilder>? map = null,
        Action<PushOptions>? configurePush = null)
    {
        var log = new LogCapture();
        var script = new AgentScript();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton(script);
        prepare?.Invoke(builder.Services);
        var agent = builder.Services.AddA2AAgent<ScriptedAgent>(card ?? Cards.Plain, configure);
        add?.Invoke(agent);
        if (push)
        {
            agent.AddPushNotifications(configurePush);
        }

        // Tests of the requests open no sockets: nothing is sent.
        builder.Services.RemoveEngine();

        var app = builder.Build();
        use?.Invoke(app);
        var mapped = app.MapA2A(path);
        map?.Invoke(mapped);
        await app.StartAsync();
        return new AgentHost(app, script, log) { Client = app.GetTestClient() };
    }

    /// <summary>Posts text as it is.</summary>
    public Task<HttpResponseMessage> PostAsync(string body, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = contentType.Length == 0 ? null : MediaTypeHeaderValue.Parse(contentType);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Calls a method; the whole response object.</summary>
    public async Task<JsonNode> CallAsync(string method, string parameters, string? version = null)
    {
        var response = await OpenAsync(method, parameters, version);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>Calls a method; the answer as it comes.</summary>
    public Task<HttpResponseMessage> OpenAsync(string method, string parameters, string? version = null) => PostAsync(
        $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}} }""",
        headers: version is null ? [] : [("A2A-Version", version)]);

    /// <summary>Calls a method that works; its result.</summary>
    public async Task<JsonNode> ResultAsync(string method, string parameters, string? version = null)
    {
        var response = await CallAsync(method, parameters, version);
        response["error"].ShouldBeNull();
        return response["result"]!;
    }

    /// <summary>Calls a method that is refused; the error's code and message.</summary>
    public async Task<(int Code, string Message)> ErrorAsync(string method, string parameters, string? version = null)
    {
        var response = await CallAsync(method, parameters, version);
        response["error"].ShouldNotBeNull($"{method} answered {response.ToJsonString()}");
        return ((int)response["error"]!["code"]!, (string)response["error"]!["message"]!);
    }

    /// <summary>Sends a message that begins a task, and gives the task's id.</summary>
    public async Task<string> SendAsync(string text = "hello", bool immediately = false) => (string)(await ResultAsync(
        "SendMessage",
        $$$"""{"message":{"messageId":"m1","role":"ROLE_USER","parts":[{"text":"{{{text}}}"}]},"configuration":{"returnImmediately":{{{(immediately ? "true" : "false")}}}}}"""))["task"]!["id"]!;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
