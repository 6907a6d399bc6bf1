using System.Diagnostics;

namespace Handler.Benchmarks.Sinks;

/// <summary>nginx as one process with a configuration of its own in a temporary folder.</summary>
internal sealed class NginxSink : ISink
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly RequestCount _count;

    private NginxSink(Process process, DirectoryInfo folder, int port)
    {
        _process = process;
        _folder = folder;
        Url = $"http://127.0.0.1:{port}/hook";
        _count = new RequestCount($"http://127.0.0.1:{port}/status");
    }

    public string Name => "nginx, one process, empty answer, keep-alive";

    public string Url { get; }

    public static async Task<NginxSink> StartAsync(string program)
    {
        var (folder, port) = (Directory.CreateTempSubdirectory("bench-nginx-"), FreePort.Find());
        var configuration = Path.Combine(folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(configuration, ConfigurationOf(port));
        var process = Process.Start(program, ["-p", folder.FullName, "-e", "stderr", "-c", configuration]);
        var sink = new NginxSink(process, folder, port);
        await sink._count.WaitAsync();
        return sink;
    }

    public Task<long> CountAsync() => _count.ReadAsync();

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _count.Dispose();
        _folder.Delete(recursive: true);
    }

    // One process, so that ending it ends all of it. No connection is closed for having carried many requests: nginx does so after 1,000.
    private static string ConfigurationOf(int port) =>
        $$"""
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log stderr warn;
        events { worker_connections 1024; }
        http {
            access_log off;
            keepalive_timeout 300s;
            keepalive_requests 1000000000;
            client_body_temp_path body;
            proxy_temp_path proxy;
            fastcgi_temp_path fastcgi;
            uwsgi_temp_path uwsgi;
            scgi_temp_path scgi;
            server {
                listen 127.0.0.1:{{port}};
                location / { return 200; }
                location = /status { stub_status; }
            }
        }
        """;
}
