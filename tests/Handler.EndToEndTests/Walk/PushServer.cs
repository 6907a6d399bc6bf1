using System.Text.Json.Nodes;
using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Walk;

/// <summary><c>handler server push</c> on a port of its own.</summary>
internal sealed class PushServer : IAsyncDisposable
{
    private readonly HttpClient _http = new();

    private PushServer(ChildProcess process, int port) => (Process, Port) = (process, port);

    public ChildProcess Process { get; }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    public static async Task<PushServer> StartAsync(ReservedPort port, params string[] more)
    {
        var number = port.Release();
        var server = new PushServer(HandlerProcess.Start(["server", "push", "--host", "127.0.0.1", "--port", $"{number}", .. more]), number);
        try
        {
            await HandlerProcess.ListenedAsync(server.Process);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>What <c>GET /notifications</c> answers, once it holds the end of the task.</summary>
    public async Task<JsonNode> WaitForEndAsync(string task)
    {
        using var late = new CancellationTokenSource(ChildProcess.Patience);
        while (true)
        {
            var answer = JsonNode.Parse(await _http.GetStringAsync(Url + "/notifications"))!;
            if (answer["notifications"]!.AsArray().Any(push => (string?)push!["task_id"] == task && (string?)push["state"] == "completed"))
            {
                return answer;
            }

            late.IsCancellationRequested.ShouldBeFalse($"The end of task {task} did not arrive.\n{answer}\n{Process.Story}");
            await Task.Delay(50);
        }
    }

    /// <summary>From now on lists and clears with the server's admin token.</summary>
    public PushServer As(string adminToken)
    {
        _http.DefaultRequestHeaders.Authorization = new("Bearer", adminToken);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _http.Dispose();
    }
}
