using System.Net;
using System.Net.Sockets;
using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Walk;

/// <summary>nginx in front of a port of this machine: one process, with a configuration and a folder of its own.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly ChildProcess _process;
    private readonly int _port;

    private Nginx(TemporaryFolder folder, ChildProcess process, int port)
    {
        _folder = folder;
        _process = process;
        _port = port;
    }

    public string Url => $"http://127.0.0.1:{_port}";

    /// <summary>Where it is reached by the name in the certificate.</summary>
    public string TlsUrl => $"https://{TestAuthority.Host}:{_port}";

    /// <summary>A line for each request: request line, status, bytes.</summary>
    public string Log => Read("access.log");

    /// <summary>Starts one that passes everything on, as plain http.</summary>
    public static async Task<Nginx> StartAsync(int upstream)
    {
        using var port = new ReservedPort();
        return await StartAsync(port, $$"""
            server {
              listen 127.0.0.1:{{port.Number}};
              location / { proxy_pass http://127.0.0.1:{{upstream}}; }
            }
            """);
    }

    /// <summary>Starts one with a server block that listens on this port.</summary>
    public static async Task<Nginx> StartAsync(ReservedPort port, string server)
    {
        var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("nginx.conf"), Configuration(folder, server));
        port.Release();
        var nginx = new Nginx(folder, ChildProcess.Start("nginx", "-p", folder.Path, "-c", folder.File("nginx.conf"), "-e", folder.File("error.log")), port.Number);
        try
        {
            await nginx.ListenedAsync();
            return nginx;
        }
        catch
        {
            await nginx.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for a line of the log: it is written after the answer has gone out.</summary>
    public Task LoggedAsync(string line) =>
        Eventually.HoldsAsync(() => Log.Contains(line, StringComparison.Ordinal), () => $"nginx did not log '{line}'.\n{Log}");

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private async Task ListenedAsync()
    {
        using var late = new CancellationTokenSource(ChildProcess.Patience);
        while (!await IsThereAsync(late.Token))
        {
            late.IsCancellationRequested.ShouldBeFalse($"nginx does not listen.\n{_process.Story}\n{Read("error.log")}");
            await Task.Delay(50);
        }
    }

    private async Task<bool> IsThereAsync(CancellationToken cancel)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, _port, cancel);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string Read(string log) => File.Exists(_folder.File(log)) ? File.ReadAllText(_folder.File(log)) : "";

    // Without a master process: one pid, and no worker outlives it.
    private static string Configuration(TemporaryFolder folder, string server) => $$"""
        daemon off;
        master_process off;
        pid {{folder.File("nginx.pid")}};
        events { }
        http {
          log_format short '"$request" $status $body_bytes_sent';
          access_log {{folder.File("access.log")}} short;
          client_body_temp_path {{folder.File("body")}};
          proxy_temp_path {{folder.File("proxy")}};
          fastcgi_temp_path {{folder.File("fastcgi")}};
          uwsgi_temp_path {{folder.File("uwsgi")}};
          scgi_temp_path {{folder.File("scgi")}};
        {{server}}
        }
        """;
}
