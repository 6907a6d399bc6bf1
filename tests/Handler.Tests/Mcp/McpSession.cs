using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using Handler.Client.Profiles;
using Handler.Mcp;
using Handler.TestKit;
using Handler.Tests.Client.Profiles;
using Microsoft.Extensions.Logging;

namespace Handler.Tests.Mcp;

/// <summary>A client of the MCP server in this process, over pipes: it writes and reads the lines of the protocol itself.</summary>
internal sealed class McpSession : IAsyncDisposable
{
    private readonly Pipe _toServer = new();
    private readonly Pipe _fromServer = new();
    private readonly StreamReader _answers;
    private readonly CancellationTokenSource _stop = new();
    private int _lastId;

    private McpSession(HttpMessageHandler network, TimeProvider clock)
    {
        var http = new HttpClient(network, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        Profiles = new AgentProfiles(Files, clock);
        Log = new LogCapture();
        _answers = new StreamReader(_fromServer.Reader.AsStream(), Encoding.UTF8);
        var options = new HandlerMcpOptions { Profiles = Profiles, Version = "1.2.3", HttpClient = http, TimeProvider = clock, Loggers = new LoggerFactory([Log]) };
        Running = HandlerMcpServer.RunAsync(options, _toServer.Reader.AsStream(), _fromServer.Writer.AsStream(), _stop.Token);
    }

    public MemoryProfileFiles Files { get; } = new();

    public AgentProfiles Profiles { get; }

    public LogCapture Log { get; }

    public Task Running { get; }

    /// <summary>What the server said of itself.</summary>
    public JsonNode Server { get; private set; } = new JsonObject();

    /// <summary>What the server told without being asked.</summary>
    public ConcurrentQueue<JsonNode> Notifications { get; } = new();

    public static async Task<McpSession> StartAsync(HttpMessageHandler network, TimeProvider? clock = null)
    {
        var session = new McpSession(network, clock ?? TimeProvider.System);
        session.Server = (await session.AskAsync(
            "initialize", """{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}"""))["result"]!;
        await session.WriteAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        return session;
    }

    /// <summary>Calls a tool with arguments as JSON.</summary>
    public async Task<ToolRun> CallAsync(string tool, string arguments, string meta = "{}")
    {
        var answer = await AskAsync("tools/call", $$"""{"name":"{{tool}}","arguments":{{arguments}},"_meta":{{meta}}}""");
        return new ToolRun(answer["result"] ?? throw new InvalidOperationException(answer.ToJsonString()));
    }

    /// <summary>Sends a request and returns its answer, whole.</summary>
    public async Task<JsonNode> AskAsync(string method, string parameters)
    {
        var id = ++_lastId;
        await WriteAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""");
        while (await _answers.ReadLineAsync() is { } line)
        {
            var message = JsonNode.Parse(line)!;
            if ((int?)message["id"] == id)
            {
                return message;
            }

            Notifications.Enqueue(message);
        }

        throw new InvalidOperationException($"The server ended before it answered {method}.");
    }

    /// <summary>The next message that the server sends.</summary>
    public async Task<JsonNode> NextAsync() => JsonNode.Parse((await _answers.ReadLineAsync()).ShouldNotBeNull())!;

    /// <summary>Closes the server's input; it ends by itself.</summary>
    public async Task CloseAsync()
    {
        await _toServer.Writer.CompleteAsync();
        await Running;
    }

    /// <summary>Asks the server to end, as a signal does.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        _answers.Dispose();
    }

    /// <summary>Sends a line, whatever it says.</summary>
    public async Task WriteAsync(string line) => await _toServer.Writer.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
}
