using Handler.EndToEndTests.Processes;
using Handler.EndToEndTests.Walk;

namespace Handler.EndToEndTests.Peers;

/// <summary>The official JavaScript SDK's servers of both its lines, and a webhook of ours.</summary>
public sealed class PeerServers : IAsyncLifetime
{
    internal const string Token = "a-token-that-the-peer-sends-back";

    private readonly ReservedPort _port = new();
    private readonly Dictionary<string, ChildProcess> _servers = new(StringComparer.Ordinal);

    internal PushServer Webhook { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Webhook = await PushServer.StartAsync(_port, "--token", Token);
        _servers["1.3.0"] = JavaScript.Start("peer-server.mjs");
        _servers["0.3.14"] = JavaScript.Start("peer-server-03.mjs");
    }

    /// <summary>Where the server of a version of the SDK listens.</summary>
    internal async Task<string> UrlOfAsync(string sdk)
    {
        const string Start = "Listening on ";
        var line = await _servers[sdk].WaitForLineAsync(line => line.StartsWith(Start, StringComparison.Ordinal), "where it listens");
        return line[Start.Length..];
    }

    public async Task DisposeAsync()
    {
        foreach (var server in _servers.Values)
        {
            await server.DisposeAsync();
        }

        if (Webhook is not null)
        {
            await Webhook.DisposeAsync();
        }

        _port.Dispose();
    }
}
