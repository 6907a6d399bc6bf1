using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Walk;

/// <summary>nginx in front of a port of this machine: one process, with a configuration and a folder of its own.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly ChildProcess _process;

    private Nginx(TemporaryFolder folder, ChildProcess process, int port)
    {
        _folder = folder;
        _process = process;
        Url = $"http://127.0.0.1:{port}";
    }

    public string Url { get; }

    /// <summary>A line for each request: request line, status, bytes.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    private string LogFile => _folder.File("access.log");

    public static async Task<Nginx> StartAsync(int upstream)
    {
        var folder = new TemporaryFolder();
        using var port = new ReservedPort();
        await File.WriteAllTextAsync(folder.File("nginx.conf"), Configuration(folder, port.Number, upstream));
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

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private async Task ListenedAsync()
    {
        using var http = new HttpClient();
        using var late = new CancellationTokenSource(ChildProcess.Patience);
        while (!await AnswersAsync(http))
        {
            late.IsCancellationRequested.ShouldBeFalse($"nginx does not listen.\n{_process.Story}");
            await Task.Delay(50);
        }
    }

    private async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync($"{Url}/nginx-is-there");
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // Without a master process: one pid, and no worker outlives it.
    private static string Configuration(TemporaryFolder folder, int port, int upstream) => $$"""
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
          server {
            listen 127.0.0.1:{{port}};
            location = /nginx-is-there { return 204; }
            location / { proxy_pass http://127.0.0.1:{{upstream}}; }
          }
        }
        """;
}
